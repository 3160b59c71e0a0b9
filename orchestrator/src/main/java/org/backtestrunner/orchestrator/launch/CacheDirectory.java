package org.backtestrunner.orchestrator.launch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.plan.DirectoryTree;

/**
 * A directory of files that can be made again at any time: whoever uses one must be able to do
 * without it. Several batches may use it at once, and all of it may be deleted at any moment.
 *
 * <p>A file's time of modification is when it was last used.
 *
 * @param path absolute
 * @param mostBytes to which {@link #evict} brings it down
 */
public record CacheDirectory(Path path, long mostBytes) {
  /** What was used so lately is never evicted: a batch may be about to use it again. */
  private static final Duration IN_USE = Duration.ofHours(1);

  private static final String SCRATCH = "scratch-";

  public CacheDirectory {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + path);
    }
  }

  /**
   * Where the user's caches are by convention; empty where the environment does not tell.
   *
   * @param environment of this process
   */
  public static Optional<Path> usual(Map<String, String> environment) {
    return absolute(environment.get("XDG_CACHE_HOME"))
        .or(() -> absolute(environment.get("HOME")).map(home -> home.resolve(".cache")))
        .map(caches -> caches.resolve("backtest-runner"));
  }

  private static Optional<Path> absolute(String text) {
    return Optional.ofNullable(text)
        .filter(t -> !t.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  /** Makes a new directory for work in progress, and this one if need be, for the user alone. */
  Path newScratch() throws IOException {
    Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return Files.createTempDirectory(path, SCRATCH);
  }

  /** Notes that files are in use. */
  static void touch(List<Path> files) {
    FileTime now = FileTime.from(Instant.now());
    for (Path file : files) {
      try {
        Files.setLastModifiedTime(file, now);
      } catch (IOException gone) {
        // Then it will be made again.
      }
    }
  }

  /** Deletes what was not used for longest, until the rest is small enough or in use. */
  void evict() {
    try {
      List<Entry> entries = entries();
      long bytes = entries.stream().mapToLong(Entry::bytes).sum();
      Instant inUse = Instant.now().minus(IN_USE);
      for (Entry entry : entries) {
        if (bytes <= mostBytes || entry.used().isAfter(inUse)) {
          return;
        }
        Files.deleteIfExists(entry.file());
        bytes -= entry.bytes();
      }
    } catch (IOException unreadable) {
      // Another batch may be doing the same; the next one tries again.
    }
  }

  private record Entry(Path file, long bytes, Instant used) {}

  /** All files, the longest unused first. */
  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    Instant inUse = Instant.now().minus(IN_USE);
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            boolean scratch = directory.getFileName().toString().startsWith(SCRATCH);
            if (scratch && attributes.lastModifiedTime().toInstant().isBefore(inUse)) {
              // Of a batch that was killed.
              DirectoryTree.delete(directory);
            }
            return scratch ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            entries.add(
                new Entry(file, attributes.size(), attributes.lastModifiedTime().toInstant()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    entries.sort(Comparator.comparing(Entry::used));
    return entries;
  }
}
