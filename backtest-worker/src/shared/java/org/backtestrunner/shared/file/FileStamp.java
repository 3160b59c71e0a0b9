package org.backtestrunner.shared.file;

import java.io.IOException;
import java.nio.file.Files;
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
public record FileStamp(long size, long modifiedNanos, long changedNanos) {
  /** File systems' clocks tick this rarely: a younger file may change unseen. */
  private static final long COARSEST_TICK_NANOS = 50_000_000;

  /** Where times are whole seconds, or even ones. */
  private static final long COARSEST_SECONDS_NANOS = 2_000_000_000;

  private static final long SECOND_NANOS = 1_000_000_000;

  /** The longest that {@link #nanosUntilSettled} says of a file that was changed by now. */
  public static final long MOST_NANOS_UNTIL_SETTLED = 2 * COARSEST_SECONDS_NANOS;

  /** The stamp of a file or directory, symbolic links followed. */
  public static FileStamp of(Path file) throws IOException {
    try {
      Map<String, Object> unix = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime");
      return new FileStamp(
          (Long) unix.get("size"),
          ((FileTime) unix.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS),
          ((FileTime) unix.get("ctime")).to(TimeUnit.NANOSECONDS));
    } catch (UnsupportedOperationException otherSystem) {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), 0);
    }
  }

  /**
   * How long to wait until the file is so old that every later change gives another stamp; 0 or
   * less where it is.
   */
  public long nanosUntilSettled() {
    // The time of the content may have been set to anything.
    long last = changedNanos == 0 ? modifiedNanos : changedNanos;
    long tick = last % SECOND_NANOS == 0 ? COARSEST_SECONDS_NANOS : COARSEST_TICK_NANOS;
    return last + tick - System.currentTimeMillis() * 1_000_000;
  }

  /** Equality without the machinery of a record's own, which costs a JVM's start. */
  public boolean isSameAs(FileStamp other) {
    return hasContentOf(other) && changedNanos == other.changedNanos;
  }

  /** Whether the content is the same, though perhaps not name, owner or permissions. */
  public boolean hasContentOf(FileStamp other) {
    return size == other.size && modifiedNanos == other.modifiedNanos;
  }

  /** Three numbers separated by blanks, as {@link #parse} reads them. */
  public String text() {
    return size + " " + modifiedNanos + " " + changedNanos;
  }

  /**
   * Reads the numbers of {@link #text}.
   *
   * @throws NumberFormatException for anything else
   */
  public static FileStamp parse(String size, String modifiedNanos, String changedNanos) {
    return new FileStamp(
        Long.parseLong(size), Long.parseLong(modifiedNanos), Long.parseLong(changedNanos));
  }
}
