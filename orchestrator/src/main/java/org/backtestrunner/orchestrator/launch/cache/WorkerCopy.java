package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.shared.file.Sha256;

/**
 * A copy of the worker jar in the cache, named by its content: whoever builds the jar again while a
 * batch runs takes nothing away from its later runs, and changes none.
 */
final class WorkerCopy {
  private WorkerCopy() {}

  /**
   * The copy, made where there is none yet; empty where the jar is no longer what it was, or the
   * cache cannot be written or hold classes.
   *
   * <p>Its time stays that of the copying, not of its last use: an archive of its classes is valid
   * for that time alone.
   *
   * @param sha256 of the jar
   */
  static Optional<Path> of(CacheDirectory cache, Path jar, String sha256) {
    if (!cache.canHoldClasses()) {
      return Optional.empty();
    }
    Path copy = cache.path().resolve("worker-" + sha256 + ".jar");
    try {
      if (!isThere(copy, jar)) {
        make(cache, jar, sha256, copy);
        if (!isThere(copy, jar)) {
          return Optional.empty();
        }
      }
      CacheDirectory.noteUse(copy);
      return Optional.of(copy);
    } catch (IOException unusable) {
      return Optional.empty();
    }
  }

  private static boolean isThere(Path copy, Path jar) throws IOException {
    return Files.isRegularFile(copy) && Files.mismatch(copy, jar) < 0;
  }

  /** Whether a copy still has the content that its name tells. */
  static boolean isWhole(Path copy) {
    MessageDigest digest = Sha256.digest();
    try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(copy, sink);
    } catch (IOException gone) {
      return false;
    }
    return copy.getFileName().toString().contains(Sha256.hex(digest));
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
        if (!isThere(copy, jar)) {
          Files.deleteIfExists(copy);
        }
        // Unlike a move, this leaves a copy alone that another batch has made meanwhile.
        Files.createLink(copy, made);
      }
    } catch (FileAlreadyExistsException anotherWasFaster) {
      // Its copy is as good.
    } finally {
      DirectoryTree.delete(scratch);
    }
  }

  /** Deletes a copy with which a JVM has failed. */
  static void delete(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException unimportant) {
      // This batch uses it no more.
    }
  }
}
