package org.backtestrunner.worker.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.backtestrunner.shared.file.PendingFile;
import org.backtestrunner.shared.text.ShortestDecimal;

/**
 * Writes one CSV file under a temporary name, to be put in place whole: {@link #sync}, then {@link
 * #place}. UTF-8, lines end in {@code \n}.
 */
final class CsvWriter implements Closeable {
  /** So much is written at once. */
  private static final int BLOCK_BYTES = 1 << 16;

  private final ShortestDecimal decimal;
  private final PendingFile file;
  private byte[] bytes = new byte[BLOCK_BYTES + 1024];
  private int size;
  private boolean rowBegun;

  /**
   * Opens a file under its temporary name.
   *
   * @param header plain ASCII
   */
  CsvWriter(Path file, String header, ShortestDecimal decimal) throws IOException {
    this.file = new PendingFile(file, file.resolveSibling(file.getFileName() + ".tmp"));
    this.decimal = decimal;
    raw(header.getBytes(StandardCharsets.ISO_8859_1));
    endRow();
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
      char c = text.charAt(i);
      quoted |= c == ',' || c == '"' || c == '\n' || c == '\r';
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

  void endRow() throws IOException {
    ensureRoom(1);
    bytes[size++] = '\n';
    rowBegun = false;
    if (size >= BLOCK_BYTES) {
      flush();
    }
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

  /** Hands all rows to the operating system. */
  void flush() throws IOException {
    file.write(bytes, 0, size);
    size = 0;
  }

  /** Makes sure that all rows have reached the disk. */
  void sync() throws IOException {
    flush();
    file.sync();
  }

  /** Gives the file its name: from here on readers see all of it. */
  void place() throws IOException {
    file.place();
  }

  /** Leaves nothing behind where the file was not put in place. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
