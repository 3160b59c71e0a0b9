package org.backtestrunner.orchestrator.launch.execute;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a log below a size while its writer goes on: what lies between its beginning and its end is
 * cut out. The writer appends, so it never notices, and is never made to wait.
 *
 * @param most the size that no log has for longer than the interval between two looks, in bytes
 * @param head how much of the beginning is kept, in bytes
 */
record LogCap(long most, long head) {
  static final LogCap STANDARD = new LogCap(64L << 20, 32L << 20);

  private static final int TAIL = 64 << 10;

  /** Cuts the log where it has become too large. */
  void apply(Path log) {
    try {
      if (Files.size(log) > most) {
        cut(log);
      }
    } catch (IOException gone) {
      // Without a log there is nothing to cut; a full disk shows elsewhere.
    }
  }

  private void cut(Path log) throws IOException {
    try (FileChannel reader = FileChannel.open(log, StandardOpenOption.READ);
        FileChannel cutter = FileChannel.open(log, StandardOpenOption.WRITE);
        FileChannel appender = FileChannel.open(log, StandardOpenOption.APPEND)) {
      long size = reader.size();
      String marker =
          "\n... run.log is capped at %d MiB: about %d MiB are cut out here ...\n"
              .formatted(most >> 20, size - head - TAIL >> 20);
      ByteBuffer kept = ByteBuffer.allocate(marker.length() + TAIL);
      kept.put(marker.getBytes(StandardCharsets.US_ASCII));
      reader.position(size - TAIL);
      while (kept.hasRemaining() && reader.read(kept) > 0) {}
      cutter.truncate(head);
      kept.flip();
      while (kept.hasRemaining()) {
        appender.write(kept);
      }
    }
  }
}
