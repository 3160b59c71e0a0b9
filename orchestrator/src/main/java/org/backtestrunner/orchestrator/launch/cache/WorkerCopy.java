package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.shared.file.FileDigest;
import org.backtestrunner.shared.file.Sha256;

/**
 * A copy of the worker jar in the cache, named by its content: whoever builds the jar again while a
 * batch runs takes nothing away from its later runs, and changes none.
 */
final class WorkerCopy {
  /** That of every copy. */
  private static final FileTime TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

  private WorkerCopy() {}

  /**
   * The copy, made where there is none yet; empty where the jar is no longer what it was, or the
   * cache cannot be written or hold classes.
   *
   * <p>Its time is always {@link #TIME}: an archive of its classes is valid for one time alone, and
   * two batches may make the same copy at once.
   *
   * @param sha256 of the jar
   */
  static Optional<Path> of(CacheDirectory cache, Path jar, String sha256) {
    if (!cache.canHoldClasses()) {
      return Optional.empty();
    }
    Path copy = cache.path().resolve("worker-" + sha256 + ".jar");
    try {
      if (!isWhole(copy)) {
        make(cache, jar, sha256, copy);
        if (!isWhole(copy)) {
          return Optional.empty();
        }
      }
      CacheDirectory.noteUse(copy);
      return Optional.of(copy);
    } catch (IOException unusable) {
      return Optional.empty();
    }
  }

  /** Whether a copy is there and has the content that its name tells. */
  static boolean isWhole(Path copy) {
    try {
      return CacheDirectory.isOwn(copy)
          && copy.getFileName().toString().contains(FileDigest.of(copy).sha256());
    } catch (IOException gone) {
      return false;
    }
  }

  private static void make(CacheDirectory cache, Path jar, String sha256, Path copy)
      throws IOException {
    Path scratch = cache.newScratch();
    try {
      Path made = scratch.resolve("worker.jar");
      MessageDigest digest = Sha256.digest();
      try (FileChannel channel =
              FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
        Files.copy(jar, out);
        channel.force(true);
      }
      if (Sha256.hex(digest).equals(sha256)) {
        Files.setLastModifiedTime(made, TIME);
        put(made, copy);
      }
    } finally {
      DirectoryTree.delete(scratch);
    }
  }

  private static void put(Path made, Path copy) throws IOException {
    // By its own time it would be the first that another batch evicts.
    CacheDirectory.noteUse(copy);
    try {
      // Unlike a move, this leaves a copy alone that another batch has made meanwhile.
      Files.createLink(copy, made);
    } catch (FileAlreadyExistsException perhapsDamaged) {
      if (!isWhole(copy)) {
        Files.move(made, copy, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Deletes a copy with which a JVM has failed. */
  static void delete(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException unimportant) {
      // This batch no longer uses it.
    }
  }
}
