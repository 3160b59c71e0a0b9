package org.backtestrunner.orchestrator.harvest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.backtestrunner.orchestrator.file.FileDigest;

/**
 * The rows of a comma-separated file (RFC 4180, UTF-8, any line end), as bytes, and the digest of
 * the file from the same reading. Empty lines are passed over.
 */
final class RowScanner implements Closeable {
  private static final int LONGEST_ROW = 1 << 24;

  private final InputStream in;
  private final FileDigest.Running digest = new FileDigest.Running();
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int position;
  private boolean ended;

  /** Where the current row begins; the cells' bounds count from it, so that it can be moved. */
  private int rowStart;

  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private int cells;
  private boolean quoted;
  private boolean ascii;
  private long lineEnds;
  private boolean withinLine;

  RowScanner(Path file) throws IOException {
    in = Files.newInputStream(file);
  }

  /** A row that is none: text after a closing quote, a quote that is never closed, no UTF-8. */
  static final class MalformedRowException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Moves to the next row; false at the end of the file, which then is read entirely. */
  boolean next() throws IOException, MalformedRowException {
    do {
      rowStart = position;
      cells = 0;
      quoted = false;
      ascii = true;
      withinLine = false;
      if (!available()) {
        return false;
      }
      withinLine = true;
      while (readCell()) {
        // Its bounds are noted.
      }
    } while (cells == 1 && starts[0] == ends[0] && !quoted);
    if (!ascii) {
      checkUtf8();
    }
    return true;
  }

  /** Reads one cell; true where another one follows in its row. */
  private boolean readCell() throws IOException, MalformedRowException {
    if (available() && buffer[position] == '"') {
      return readQuotedCell();
    }
    int start = position - rowStart;
    int seen = 0;
    while (available()) {
      byte b = buffer[position];
      if (b == ',' || b == '\n' || b == '\r') {
        break;
      }
      seen |= b;
      position++;
    }
    ascii &= seen >= 0;
    addCell(start, position - rowStart);
    return endCell();
  }

  private boolean readQuotedCell() throws IOException, MalformedRowException {
    quoted = true;
    position++;
    int start = position - rowStart;
    int length = 0;
    while (true) {
      if (!available()) {
        throw new MalformedRowException();
      }
      byte b = buffer[position++];
      if (b == '"') {
        if (!available() || buffer[position] != '"') {
          break;
        }
        position++;
      } else if (b == '\n' || (b == '\r' && !(available() && buffer[position] == '\n'))) {
        lineEnds++;
      }
      ascii &= b >= 0;
      // Two quotes stand for one, so that the cell shrinks in place.
      buffer[rowStart + start + length++] = b;
    }
    addCell(start, start + length);
    while (available() && (buffer[position] == ' ' || buffer[position] == '\t')) {
      position++;
    }
    if (available() && ",\r\n".indexOf(buffer[position]) < 0) {
      throw new MalformedRowException();
    }
    return endCell();
  }

  private void addCell(int start, int end) {
    if (cells == starts.length) {
      starts = Arrays.copyOf(starts, 2 * cells);
      ends = Arrays.copyOf(ends, 2 * cells);
    }
    starts[cells] = start;
    ends[cells++] = end;
  }

  private boolean endCell() throws IOException, MalformedRowException {
    if (!available()) {
      return false;
    }
    byte b = buffer[position++];
    if (b == ',') {
      return true;
    }
    if (b == '\r' && available() && buffer[position] == '\n') {
      position++;
    }
    lineEnds++;
    withinLine = false;
    return false;
  }

  private boolean available() throws IOException, MalformedRowException {
    return position < filled || (!ended && refill());
  }

  private boolean refill() throws IOException, MalformedRowException {
    if (rowStart > 0) {
      System.arraycopy(buffer, rowStart, buffer, 0, filled - rowStart);
      filled -= rowStart;
      position -= rowStart;
      rowStart = 0;
    } else if (filled == buffer.length) {
      if (filled >= LONGEST_ROW) {
        throw new MalformedRowException();
      }
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    ended = count < 0;
    if (!ended) {
      digest.update(buffer, filled, count);
      filled += count;
    }
    return !ended;
  }

  private void checkUtf8() throws MalformedRowException {
    for (int cell = 0; cell < cells; cell++) {
      try {
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(buffer, start(cell), end(cell) - start(cell)));
      } catch (CharacterCodingException notUtf8) {
        throw new MalformedRowException();
      }
    }
  }

  /** The number of cells of the current row. */
  int cells() {
    return cells;
  }

  /** What {@link #start} and {@link #end} point into, good until the next row. */
  byte[] bytes() {
    return buffer;
  }

  int start(int cell) {
    return rowStart + starts[cell];
  }

  int end(int cell) {
    return rowStart + ends[cell];
  }

  String text(int cell) {
    return new String(buffer, start(cell), end(cell) - start(cell), StandardCharsets.UTF_8);
  }

  /** The line at which the current row ends, or where it is malformed, counted from 1. */
  long line() {
    return withinLine ? lineEnds + 1 : lineEnds;
  }

  /** What the file holds; to be called when all rows are read. */
  FileDigest digest() {
    return digest.end();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
