package org.backtestrunner.shared.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the rows of separated text (RFC 4180; UTF-8; lines end in LF, CRLF or CR). Cells stay bytes
 * until they are asked for as text, because most of them are numbers. Empty lines are passed over.
 */
public final class RowScanner implements Closeable {
  private final InputStream input;
  private final Dialect dialect;
  private final byte separator;
  private final boolean padded;

  /** By byte: whether a cell without quotes ends before it. */
  private final boolean[] stops = new boolean[256];

  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int position;
  private boolean ended;

  /** Where the current row begins; cell bounds are relative to it, so that it can be moved. */
  private int rowStart;

  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int cells;
  private boolean quoted;
  private boolean ascii;
  private long firstLine;
  private long lineEnds;
  private boolean withinLine;

  /** Takes a stream, which {@link #close} closes. */
  public RowScanner(InputStream input, Dialect dialect) {
    this.input = input;
    this.dialect = dialect;
    this.separator = (byte) dialect.separator();
    this.padded = dialect.padded();
    stops[dialect.separator()] = true;
    stops['\n'] = true;
    stops['\r'] = true;
    stops[0] = !dialect.nul();
  }

  /** Whether the text begins with these bytes; to be asked before the first row. */
  public boolean beginsWith(byte[] prefix) throws IOException {
    filled += input.readNBytes(buffer, filled, Math.max(0, prefix.length - filled));
    return filled >= prefix.length
        && Arrays.equals(buffer, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Passes over bytes that were found by {@link #beginsWith}. */
  public void skip(int bytes) {
    position += bytes;
  }

  /** Moves to the next row; false at the end of the text, which then is read entirely. */
  public boolean next() throws IOException, MalformedRowException {
    do {
      rowStart = position;
      firstLine = lineEnds + 1;
      cells = 0;
      quoted = false;
      ascii = true;
      withinLine = false;
      if (!available()) {
        return false;
      }
      withinLine = true;
      while (readCell()) {}
    } while (isEmptyLine());
    return true;
  }

  private boolean isEmptyLine() {
    return cells == 1 && isEmpty(0) && (padded || !quoted);
  }

  /** Reads one cell; true where another one follows in its row. */
  private boolean readCell() throws IOException, MalformedRowException {
    if (padded) {
      skipBlanks();
    }
    if (available() && buffer[position] == '"') {
      return readQuotedCell();
    }
    int start = position - rowStart;
    skipText();
    addCell(start, position - rowStart);
    return endCell();
  }

  private void skipBlanks() throws IOException, MalformedRowException {
    while (available()
        && (buffer[position] == ' ' || buffer[position] == '\t')
        && buffer[position] != separator) {
      position++;
    }
  }

  /** Goes on to the byte that ends a cell without quotes, or to the end of the text. */
  private void skipText() throws IOException, MalformedRowException {
    int seen = 0;
    do {
      byte[] bytes = buffer;
      int end = filled;
      int at = position;
      while (at < end && !stops[bytes[at] & 0xff]) {
        seen |= bytes[at++];
      }
      position = at;
    } while (position == filled && refill());
    ascii &= seen >= 0;
  }

  private boolean readQuotedCell() throws IOException, MalformedRowException {
    quoted = true;
    position++;
    int start = position - rowStart;
    int length = 0;
    while (true) {
      if (!available()) {
        throw new MalformedRowException(firstLine, "a quoted cell has no closing quote");
      }
      byte b = buffer[position++];
      if (b == '"') {
        if (!available() || buffer[position] != '"') {
          break;
        }
        position++;
      } else if (b == '\n' || (b == '\r' && !(available() && buffer[position] == '\n'))) {
        lineEnds++;
      } else if (b == 0) {
        refuseNul();
      }
      ascii &= b >= 0;
      // Two quotes stand for one, so that the cell shrinks in place.
      buffer[rowStart + start + length++] = b;
    }
    addCell(start, start + length);
    skipBlanks();
    if (available() && !isEndOfCell(buffer[position])) {
      throw new MalformedRowException(lineEnds + 1, "text follows the closing quote of a cell");
    }
    return endCell();
  }

  private boolean isEndOfCell(byte b) {
    return b == separator || b == '\n' || b == '\r';
  }

  private void refuseNul() throws MalformedRowException {
    if (!dialect.nul()) {
      throw new MalformedRowException(
          lineEnds + 1, "a NUL byte; the file must be UTF-8 text (is it UTF-16 or binary?)");
    }
  }

  private void addCell(int start, int end) {
    int from = start;
    int to = end;
    if (padded) {
      while (from < to && isBlank(buffer[rowStart + from])) {
        from++;
      }
      while (to > from && isBlank(buffer[rowStart + to - 1])) {
        to--;
      }
    }
    if (cells == starts.length) {
      starts = Arrays.copyOf(starts, 2 * cells);
      ends = Arrays.copyOf(ends, 2 * cells);
    }
    starts[cells] = from;
    ends[cells++] = to;
  }

  /** Whether a byte is white space, which does not count at the edge of a padded cell. */
  public static boolean isBlank(byte b) {
    return b >= 0 && b <= ' ';
  }

  private boolean endCell() throws IOException, MalformedRowException {
    if (!available()) {
      return false;
    }
    byte b = buffer[position++];
    if (b == separator) {
      return true;
    }
    if (b == 0) {
      refuseNul();
    }
    if (b == '\r' && available() && buffer[position] == '\n') {
      position++;
    }
    lineEnds++;
    withinLine = false;
    return false;
  }

  /** Whether there is a byte at the position, reading on where the buffer is used up. */
  private boolean available() throws IOException, MalformedRowException {
    return position < filled || refill();
  }

  private boolean refill() throws IOException, MalformedRowException {
    if (ended) {
      return false;
    }
    if (rowStart > 0) {
      System.arraycopy(buffer, rowStart, buffer, 0, filled - rowStart);
      filled -= rowStart;
      position -= rowStart;
      rowStart = 0;
    } else if (filled == buffer.length) {
      if (filled >= dialect.mostBytes()) {
        throw new MalformedRowException(
            firstLine, "a record of more than " + (dialect.mostBytes() >> 20) + " MiB");
      }
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    int count = input.read(buffer, filled, buffer.length - filled);
    ended = count < 0;
    filled += Math.max(count, 0);
    return !ended;
  }

  /** The number of cells of the current row. */
  public int cells() {
    return cells;
  }

  public boolean isEmpty(int cell) {
    return starts[cell] == ends[cell];
  }

  /** The bytes that {@link #start} and {@link #end} point into, valid until the next row. */
  public byte[] bytes() {
    return buffer;
  }

  public int start(int cell) {
    return rowStart + starts[cell];
  }

  public int end(int cell) {
    return rowStart + ends[cell];
  }

  /** Whether the current row is of ASCII characters alone. */
  public boolean isAscii() {
    return ascii;
  }

  /**
   * The cell as text.
   *
   * @throws MalformedRowException where it is not UTF-8
   */
  public String text(int cell) throws MalformedRowException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(buffer, start(cell), end(cell) - start(cell)))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedRowException(firstLine, "a cell is not UTF-8 text");
    }
  }

  /** The line at which the current row begins, counted from 1. */
  public long firstLine() {
    return firstLine;
  }

  /** The line at which the current row ends, or where reading it has stopped. */
  public long lastLine() {
    return withinLine ? lineEnds + 1 : lineEnds;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
