package org.backtestrunner.orchestrator.launch.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.file.RegularFile;

/** The end of a run's log, as a person reads it. */
public final class LogTail {
  private static final int MOST_LINES = 20;
  private static final int MOST_BYTES = 4096;

  private LogTail() {}

  /**
   * The last lines; none where the log cannot be read. Without what is no message: which files were
   * read, and what the run has used.
   */
  public static List<String> read(Path log) {
    try (SeekableByteChannel channel = RegularFile.openChannel(log)) {
      long from = Math.max(0, channel.size() - MOST_BYTES);
      ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
      channel.position(from);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().filter(line -> !WorkerLog.isBookkeeping(line)).toList();
      // The first one is cut somewhere.
      List<String> whole = from > 0 && lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
      return List.copyOf(whole.subList(Math.max(0, whole.size() - MOST_LINES), whole.size()));
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
