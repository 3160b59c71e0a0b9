package org.backtestrunner.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What this process has used so far, from Linux's process file system; nothing is reported
 * elsewhere. The JVM's own beans would cost more than a small run.
 */
public final class ProcessUsage {
  private static final Path STAT = Path.of("/proc/self/stat");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path IO = Path.of("/proc/self/io");

  /** Linux reports times to user space in hundredths of a second, whatever its kernel's clock. */
  private static final int TICKS_PER_SECOND = 100;

  private static final int PARENT_FIELD = 1;
  private static final int USER_TIME_FIELD = 11;
  private static final int SYSTEM_TIME_FIELD = 12;

  private ProcessUsage() {}

  /**
   * One line such as {@code cpu_sec=0.51 peak_rss_mb=61.2}, empty where it is not known.
   *
   * @param ticksBefore what does not count of the processor time, as {@link #ticks} told it
   */
  public static String describe(long ticksBefore) {
    try {
      return "cpu_sec=" + seconds(readTicks() - ticksBefore) + " peak_rss_mb=" + peakMegabytes();
    } catch (IOException | RuntimeException unknown) {
      return "";
    }
  }

  /** The same as two numbers; zeros where they are not known. */
  public static String numbers(long ticksBefore) {
    String line = describe(ticksBefore);
    return line.isEmpty() ? "0.00 0.0" : line.replaceAll("[a-z_]+=", "");
  }

  /** The processor time of this process until now, in hundredths of a second; 0 if not known. */
  public static long ticks() {
    try {
      return readTicks();
    } catch (IOException | RuntimeException unknown) {
      return 0;
    }
  }

  /** How many bytes this process has read until now; empty where that is not known. */
  public static OptionalLong bytesRead() {
    try {
      String io = Files.readString(IO, StandardCharsets.ISO_8859_1);
      int from = io.indexOf("rchar:") + "rchar:".length();
      return OptionalLong.of(Long.parseLong(io.substring(from, io.indexOf('\n', from)).trim()));
    } catch (IOException | RuntimeException unknown) {
      return OptionalLong.empty();
    }
  }

  /** The process that has started this one, or has inherited it; empty where it is not known. */
  public static OptionalLong parentProcess() {
    try {
      return OptionalLong.of(Long.parseLong(statFields()[PARENT_FIELD]));
    } catch (IOException | RuntimeException unknown) {
      return OptionalLong.empty();
    }
  }

  /** Of this process's status, from the third field on. */
  private static String[] statFields() throws IOException {
    String stat = Files.readString(STAT, StandardCharsets.ISO_8859_1);
    // The second field, the program's name in parentheses, may hold blanks.
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  private static long readTicks() throws IOException {
    String[] fields = statFields();
    return Long.parseLong(fields[USER_TIME_FIELD]) + Long.parseLong(fields[SYSTEM_TIME_FIELD]);
  }

  private static String seconds(long ticks) {
    long rest = ticks % TICKS_PER_SECOND;
    return ticks / TICKS_PER_SECOND + (rest < 10 ? ".0" : ".") + rest;
  }

  private static String peakMegabytes() throws IOException {
    String status = Files.readString(STATUS, StandardCharsets.ISO_8859_1);
    int from = status.indexOf("VmHWM:") + "VmHWM:".length();
    String kilobytes = status.substring(from, status.indexOf("kB", from)).trim();
    long tenths = Math.round(Long.parseLong(kilobytes) * 10 / 1024.0);
    return tenths / 10 + "." + tenths % 10;
  }
}
