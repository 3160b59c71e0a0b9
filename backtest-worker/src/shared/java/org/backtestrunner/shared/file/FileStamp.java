package org.backtestrunner.shared.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * By what a file is recognised as unchanged without reading it. A program can set size and time of
 * a file to what they were before; the time of the last change and the place on the disk it cannot.
 *
 * @param device where the file is; 0 where the system has no such number
 * @param inode which file of the device; likewise
 * @param size bytes
 * @param modifiedNanos time of the last change of the content, nanoseconds of the epoch
 * @param changedNanos time of the last change of content or attributes; 0 where the file system has
 *     none
 * @param links stands for the symbolic links that lead to it; 0 where there are none
 */
public record FileStamp(
    long device, long inode, long size, long modifiedNanos, long changedNanos, long links) {
  /** File systems' clocks tick this rarely: a younger file may change unseen. */
  private static final long COARSEST_TICK_NANOS = 50_000_000;

  /** Where times are whole seconds, or even ones. */
  private static final long COARSEST_SECONDS_NANOS = 2_000_000_000;

  private static final long SECOND_NANOS = 1_000_000_000;

  /** The longest that {@link #nanosUntilSettled} says of a file that was changed by now. */
  public static final long MOST_NANOS_UNTIL_SETTLED = 2 * COARSEST_SECONDS_NANOS;

  /** The stamp of a file or directory, symbolic links followed. */
  public static FileStamp of(Path file) throws IOException {
    return of(file, LinkTrail.of(file));
  }

  /** The stamp of an entry of a directory whose own stamp tells of the links that lead to it. */
  public static FileStamp ofEntry(Path entry) throws IOException {
    return of(entry, Files.isSymbolicLink(entry) ? LinkTrail.of(entry) : 0);
  }

  private static FileStamp of(Path file, long links) throws IOException {
    try {
      Map<String, Object> unix =
          Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
      return new FileStamp(
          (Long) unix.get("dev"),
          (Long) unix.get("ino"),
          (Long) unix.get("size"),
          ((FileTime) unix.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS),
          ((FileTime) unix.get("ctime")).to(TimeUnit.NANOSECONDS),
          links);
    } catch (UnsupportedOperationException otherSystem) {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          0,
          0,
          attributes.size(),
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          0,
          links);
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
    return device == other.device
        && inode == other.inode
        && size == other.size
        && modifiedNanos == other.modifiedNanos
        && changedNanos == other.changedNanos
        && links == other.links;
  }

  /** Six numbers joined by colons, as {@link #parse} reads them. */
  public String text() {
    return device
        + ":"
        + inode
        + ":"
        + size
        + ":"
        + modifiedNanos
        + ":"
        + changedNanos
        + ":"
        + links;
  }

  /**
   * Reads what {@link #text} has written.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static FileStamp parse(String text) {
    long[] numbers = new long[6];
    int from = 0;
    for (int i = 0; i < numbers.length; i++) {
      int colon = i == numbers.length - 1 ? text.length() : text.indexOf(':', from);
      if (colon < 0) {
        throw new IllegalArgumentException("no stamp");
      }
      numbers[i] = Long.parseLong(text.substring(from, colon));
      from = colon + 1;
    }
    return new FileStamp(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
  }
}
