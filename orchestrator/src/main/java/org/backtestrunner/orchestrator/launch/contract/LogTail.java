package org.backtestrunner.orchestrator.launch.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.file.RegularFile;

/** The end of a run's log, as a person reads it. */
public final class LogTail {
  private static final int MOST_LINES = 20;
  private static final int MOST_BYTES = 4096;

  /** Said now and then by a preparation. */
  static final Pattern PERCENT_READ = Pattern.compile("INFO read ([0-9]{1,2}) %");

  private LogTail() {}

  /**
   * The last lines; none where the log cannot be read. Without what is no message: which files were
   * read, and what the run has used.
   */
  public static List<String> read(Path log) {
    List<String> lines = end(log).stream().filter(line -> !WorkerLog.isBookkeeping(line)).toList();
    return List.copyOf(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
  }

  /** How much of its prices a preparation has read, in percent; empty where it has not said. */
  public static OptionalInt percentRead(Path log) {
    return end(log).stream()
        .map(PERCENT_READ::matcher)
        .filter(Matcher::matches)
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .reduce((before, last) -> last);
  }

  private static List<String> end(Path log) {
    try (SeekableByteChannel channel = RegularFile.openChannel(log)) {
      long from = Math.max(0, channel.size() - MOST_BYTES);
      ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
      channel.position(from);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      // The first one is cut somewhere.
      return from > 0 && lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
