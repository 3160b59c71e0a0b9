package org.backtestrunner.orchestrator.launch.cache;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
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
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.file.DirectoryTree;

/**
 * A directory of files that can be made again at any time: whoever uses one must be able to do
 * without it. Several batches may use it at once, and all of it may be deleted at any moment. To be
 * used only where {@link #objection} has none, since its content is executed.
 *
 * <p>A file's time of modification is when it was last used.
 *
 * @param path absolute
 * @param mostBytes to which {@link #evict} brings it down
 */
public record CacheDirectory(Path path, long mostBytes) {
  /** What was used so lately is never evicted: a batch may be about to use it again. */
  private static final Duration IN_USE = Duration.ofHours(1);

  /** What its runs start from, a batch notes as used when it begins: no batch takes longer. */
  private static final Duration WORKER_IN_USE = Duration.ofDays(4);

  private static final Trust TRUST = new Trust();
  private static final String WORKER = "worker-";
  private static final String STRATEGIES = "strategies-";
  private static final String SCRATCH = "scratch-";
  private static final Pattern SCRATCH_NAME = Pattern.compile(SCRATCH + "[0-9]+");

  /** Names of what is kept, and of what a killed worker has left half written. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "(panel|factor|set|worker|strategies)-[0-9a-f]{64}[.](bin|txt|jar|jsa|jsa[.](crc32c|sha256|mark))"
              + "([.][0-9]+[.][0-9]+[.]tmp)?");

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
        .flatMap(CacheDirectory::path)
        .filter(Path::isAbsolute);
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException lettersThatTheLocaleLacks) {
      return Optional.empty();
    }
  }

  /** Why it cannot be trusted: other users could have put something into it. */
  public Optional<String> objection() {
    return TRUST.objection(path);
  }

  /** Whether a file of it is there, and none that another user has left or can change. */
  public static boolean isOwn(Path file) {
    return TRUST.holds(file);
  }

  /** Whether a JVM can load classes from here: to it, a colon ends the path of a jar or archive. */
  boolean canHoldClasses() {
    return !path.toString().contains(File.pathSeparator);
  }

  /** Makes a new directory for work in progress, and this one if need be, for the user alone. */
  public Path newScratch() throws IOException {
    Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Optional<String> objection = objection();
    if (objection.isPresent()) {
      throw new IOException(objection.get());
    }
    return Files.createTempDirectory(path, SCRATCH);
  }

  /** Notes that files are in use; what a link names is left alone. */
  static void touch(List<Path> files) {
    FileTime now = FileTime.from(Instant.now());
    for (Path file : files) {
      try {
        Files.getFileAttributeView(file, BasicFileAttributeView.class, NOFOLLOW_LINKS)
            .setTimes(now, null, null);
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
      Instant now = Instant.now();
      for (Entry entry : entries) {
        if (bytes > mostBytes && !entry.isInUse(now)) {
          Files.deleteIfExists(entry.file());
          Files.deleteIfExists(useOf(entry.file()));
          bytes -= entry.bytes();
        }
      }
    } catch (IOException unreadable) {
      // Another batch may be doing the same; the next one tries again.
    }
  }

  private record Entry(Path file, long bytes, Instant used) {
    boolean isInUse(Instant now) {
      String name = file.getFileName().toString();
      boolean isExecuted = name.startsWith(WORKER) || name.startsWith(STRATEGIES);
      return used.isAfter(now.minus(isExecuted ? WORKER_IN_USE : IN_USE));
    }
  }

  /** Our own files, the longest unused first; whatever else is here is not ours to touch. */
  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        BasicFileAttributes attributes;
        try {
          attributes = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
        } catch (IOException gone) {
          continue;
        }
        Instant modified = attributes.lastModifiedTime().toInstant();
        String name = file.getFileName().toString();
        if (attributes.isRegularFile() && ENTRY.matcher(name).matches()) {
          entries.add(new Entry(file, attributes.size(), lastUse(file, modified)));
        } else if (attributes.isDirectory()
            && SCRATCH_NAME.matcher(name).matches()
            && modified.isBefore(Instant.now().minus(IN_USE))) {
          // Of a batch that was killed.
          DirectoryTree.delete(file);
        }
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    entries.sort(Comparator.comparing(Entry::used));
    return entries;
  }

  /** Notes that a file is in use whose own time must stay: beside it. */
  public static void noteUse(Path file) {
    Path mark = useOf(file);
    try {
      Files.createFile(mark);
    } catch (IOException thereAlready) {
      // Where it cannot be made, the file counts as unused since it was made.
    }
    touch(List.of(mark));
  }

  private static Path useOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".used");
  }

  private static Instant lastUse(Path file, Instant modified) {
    try {
      return Files.getLastModifiedTime(useOf(file), NOFOLLOW_LINKS).toInstant();
    } catch (IOException notNoted) {
      return modified;
    }
  }
}
