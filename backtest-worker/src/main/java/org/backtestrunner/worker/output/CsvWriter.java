package org.backtestrunner.worker.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Builds one CSV file in memory and puts it in place whole: temporary file, fsync, rename. UTF-8,
 * lines end in {@code \n}.
 */
final class CsvWriter {
  private final ShortestDecimal decimal = new ShortestDecimal();
  private byte[] bytes = new byte[1 << 16];
  private int size;
  private boolean rowBegun;

  CsvWriter(String header) {
    raw(header);
    endRow();
  }

  /** Adds a cell of plain ASCII text that needs no quotes. */
  CsvWriter raw(String text) {
    separate(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
    return this;
  }

  /** Adds a cell of prepared bytes, see {@link #encoded}. */
  CsvWriter raw(byte[] text) {
    separate(text.length);
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
    return this;
  }

  /** The bytes of any text as a cell, quoted where it must be. */
  static byte[] encoded(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      quoted |= ",\"\n\r".indexOf(text.charAt(i)) >= 0;
    }
    String cell = quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    return cell.getBytes(StandardCharsets.UTF_8);
  }

  /** Adds a number, so that it parses back to the same double. */
  CsvWriter number(double value) {
    separate(ShortestDecimal.MAXIMUM_LENGTH);
    size = decimal.write(value, bytes, size);
    return this;
  }

  void endRow() {
    ensureRoom(1);
    bytes[size++] = '\n';
    rowBegun = false;
  }

  private void separate(int room) {
    ensureRoom(room + 1);
    if (rowBegun) {
      bytes[size++] = ',';
    }
    rowBegun = true;
  }

  private void ensureRoom(int room) {
    if (size + room > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + room));
    }
  }

  /** Writes the file: readers see all of it or nothing. */
  void writeTo(Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      write(temporary);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      Files.deleteIfExists(temporary);
      throw failure;
    }
  }

  private void write(Path temporary) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, size);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }
}
