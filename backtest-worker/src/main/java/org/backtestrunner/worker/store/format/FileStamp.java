package org.backtestrunner.worker.store.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * By what a file is recognised as unchanged without reading it.
 *
 * @param size bytes
 * @param modifiedNanos time of the last change of the content, nanoseconds of the epoch
 * @param changedNanos time of the last change of content or attributes, which programs cannot set;
 *     0 where the file system has none
 */
record FileStamp(long size, long modifiedNanos, long changedNanos) {
  /** File systems' clocks tick this rarely: a younger file may change unseen. */
  private static final long COARSEST_TICK_NANOS = 50_000_000;

  /** Where times are whole seconds, or even ones. */
  private static final long COARSEST_SECONDS_NANOS = 2_000_000_000;

  private static final long SECOND_NANOS = 1_000_000_000;

  /**
   * The stamp of a file or directory, symbolic links followed.
   *
   * @throws StoreException where there is no such file
   */
  static FileStamp of(Path file) {
    try {
      Map<String, Object> unix = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime");
      return new FileStamp(
          (Long) unix.get("size"),
          ((FileTime) unix.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS),
          ((FileTime) unix.get("ctime")).to(TimeUnit.NANOSECONDS));
    } catch (UnsupportedOperationException otherSystem) {
      return basic(file);
    } catch (NoSuchFileException missing) {
      throw new StoreException(file, "does not exist");
    } catch (IOException failure) {
      throw new StoreException(file, "cannot be examined: " + failure.getMessage());
    }
  }

  private static FileStamp basic(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), 0);
    } catch (IOException failure) {
      throw new StoreException(file, "cannot be examined: " + failure.getMessage());
    }
  }

  /**
   * The stamp once the file is so old that every later change gives another one.
   *
   * @throws StoreException where its time lies in the future, so that this cannot be known
   */
  static FileStamp settled(Path file) throws InterruptedException {
    FileStamp stamp = of(file);
    long missing = stamp.nanosUntilSettled();
    while (missing > 0) {
      if (missing > 2 * COARSEST_SECONDS_NANOS) {
        throw new StoreException(file, "was changed in the future, by the clock of its machine");
      }
      Thread.sleep(1 + missing / 1_000_000);
      stamp = of(file);
      missing = stamp.nanosUntilSettled();
    }
    return stamp;
  }

  private long nanosUntilSettled() {
    // The time of the content may have been set to anything.
    long last = changedNanos == 0 ? modifiedNanos : changedNanos;
    long tick = last % SECOND_NANOS == 0 ? COARSEST_SECONDS_NANOS : COARSEST_TICK_NANOS;
    return last + tick - System.currentTimeMillis() * 1_000_000;
  }

  /** Equality without the machinery of a record's own, which a JVM takes 40 ms to set up. */
  boolean isSameAs(FileStamp other) {
    return size == other.size
        && modifiedNanos == other.modifiedNanos
        && changedNanos == other.changedNanos;
  }

  /** Three numbers separated by blanks, as {@link #parse} reads them. */
  String text() {
    return size + " " + modifiedNanos + " " + changedNanos;
  }

  /**
   * Reads the numbers of {@link #text}.
   *
   * @throws NumberFormatException for anything else
   */
  static FileStamp parse(String size, String modifiedNanos, String changedNanos) {
    return new FileStamp(
        Long.parseLong(size), Long.parseLong(modifiedNanos), Long.parseLong(changedNanos));
  }
}
