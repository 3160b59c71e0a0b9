package org.backtestrunner.worker.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.DataFile;
import org.backtestrunner.worker.table.cell.DecimalText;

/**
 * Reads separated text (RFC 4180; UTF-8) record by record. Cells are trimmed and stay bytes until
 * they are asked for as text, because most of them are numbers. Blank lines are skipped; CRLF and
 * quoted cells are understood.
 *
 * <p>Every method throws {@link BadDataException} for text that is no such file.
 */
final class CsvReader implements Closeable {
  private static final int MAXIMUM_RECORD_BYTES = 1 << 26;

  private final Path file;
  private final InputStream input;
  private final byte separator;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int position;
  private boolean ended;

  /** Where the current record begins; cell bounds are relative to it, so that it can be moved. */
  private int recordStart;

  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int cells;
  private long recordLine;
  private long nextLine;

  CsvReader(Path file) {
    this(TextSource.open(file, TextForm.PLAIN));
  }

  CsvReader(TextSource source) {
    this.file = source.file();
    this.input = source.bytes();
    this.separator = source.separator();
    this.nextLine = source.line();
  }

  /** Moves to the next record that is not blank; false at the end of the file. */
  boolean next() {
    try {
      do {
        recordStart = position;
        recordLine = nextLine;
        cells = 0;
        if (!available()) {
          return false;
        }
        readRecord();
      } while (cells == 1 && isEmpty(0));
      return true;
    } catch (IOException failure) {
      throw DataFile.unreadable(file, failure);
    }
  }

  private void readRecord() throws IOException {
    while (readCell()) {}
  }

  /** Reads one cell; true where another one follows in the record. */
  private boolean readCell() throws IOException {
    while (available() && isSpace(buffer[position])) {
      position++;
    }
    if (available() && buffer[position] == '"') {
      return readQuotedCell();
    }
    int start = position - recordStart;
    while (available()) {
      byte b = buffer[position];
      if (b == separator || b == '\n' || b == '\r') {
        break;
      }
      refuseNul(b);
      position++;
    }
    addCell(start, position - recordStart);
    return endCell();
  }

  private boolean readQuotedCell() throws IOException {
    position++;
    int start = position - recordStart;
    int length = 0;
    while (true) {
      if (!available()) {
        throw new BadDataException(file, recordLine, "a quoted cell has no closing quote");
      }
      byte b = buffer[position++];
      if (b == '"') {
        if (!available() || buffer[position] != '"') {
          break;
        }
        position++;
      } else if (b == '\n' || (b == '\r' && available() && buffer[position] != '\n')) {
        nextLine++;
      }
      refuseNul(b);
      // A doubled quote counts once, so the cell is moved together in place.
      buffer[recordStart + start + length++] = b;
    }
    addCell(start, start + length);
    while (available() && isSpace(buffer[position])) {
      position++;
    }
    if (available() && !endsCell(buffer[position])) {
      throw new BadDataException(file, nextLine, "text follows the closing quote of a cell");
    }
    return endCell();
  }

  private boolean isSpace(byte b) {
    return b == ' ' || (b == '\t' && separator != '\t');
  }

  private boolean endsCell(byte b) {
    return b == separator || b == '\n' || b == '\r';
  }

  private void refuseNul(byte b) {
    if (b == 0) {
      throw new BadDataException(
          file, nextLine, "a NUL byte; the file must be UTF-8 text (is it UTF-16 or binary?)");
    }
  }

  private void addCell(int start, int end) {
    int from = start;
    int to = end;
    while (from < to && DecimalText.isBlank(buffer[recordStart + from])) {
      from++;
    }
    while (to > from && DecimalText.isBlank(buffer[recordStart + to - 1])) {
      to--;
    }
    if (cells == starts.length) {
      starts = Arrays.copyOf(starts, cells * 2);
      ends = Arrays.copyOf(ends, cells * 2);
    }
    starts[cells] = from;
    ends[cells] = to;
    cells++;
  }

  private boolean endCell() throws IOException {
    if (!available()) {
      return false;
    }
    byte b = buffer[position++];
    if (b == separator) {
      return true;
    }
    if (b == '\r' && available() && buffer[position] == '\n') {
      position++;
    }
    nextLine++;
    return false;
  }

  /** Whether there is a byte at the position, reading on where the buffer is used up. */
  private boolean available() throws IOException {
    return position < filled || refill();
  }

  private boolean refill() throws IOException {
    if (ended) {
      return false;
    }
    if (recordStart > 0) {
      System.arraycopy(buffer, recordStart, buffer, 0, filled - recordStart);
      filled -= recordStart;
      position -= recordStart;
      recordStart = 0;
    } else if (filled == buffer.length) {
      if (filled >= MAXIMUM_RECORD_BYTES) {
        throw new BadDataException(file, recordLine, "a record of more than 64 MiB");
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = input.read(buffer, filled, buffer.length - filled);
    ended = count < 0;
    filled += Math.max(count, 0);
    return count > 0;
  }

  Path file() {
    return file;
  }

  /** The line at which the current record begins, counted from 1. */
  long line() {
    return recordLine;
  }

  /** The number of cells of the current record. */
  int cells() {
    return cells;
  }

  boolean isEmpty(int cell) {
    return starts[cell] == ends[cell];
  }

  /** The bytes that {@link #start} and {@link #end} point into, valid until the next record. */
  byte[] bytes() {
    return buffer;
  }

  int start(int cell) {
    return recordStart + starts[cell];
  }

  int end(int cell) {
    return recordStart + ends[cell];
  }

  /** The cell as text. */
  String text(int cell) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(buffer, start(cell), end(cell) - start(cell)))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new BadDataException(
          file,
          recordLine,
          "a cell is not UTF-8 text; Excel writes windows-1252: say encoding: \"windows-1252\" in a"
              + " format file");
    }
  }

  /** All cells of the current record as text. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(cells);
    for (int i = 0; i < cells; i++) {
      texts.add(text(i));
    }
    return texts;
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException failure) {
      throw DataFile.unreadable(file, failure);
    }
  }
}
