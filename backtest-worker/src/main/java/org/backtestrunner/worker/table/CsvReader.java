package org.backtestrunner.worker.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.shared.text.Dialect;
import org.backtestrunner.shared.text.MalformedRowException;
import org.backtestrunner.shared.text.RowScanner;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.DataFile;

/**
 * Reads comma-separated text (RFC 4180; UTF-8; plain or gzip) record by record. Cells are trimmed
 * and stay bytes until they are asked for as text, because most of them are numbers. Blank lines
 * are skipped; a byte order mark, CRLF and quoted cells are understood.
 *
 * <p>Every method throws {@link BadDataException} for text that is no such file.
 */
final class CsvReader implements Closeable {
  private static final Dialect DIALECT = new Dialect(',', true, false, 1 << 26);

  private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] UTF_16_BIG_ENDIAN_MARK = {(byte) 0xfe, (byte) 0xff};
  private static final byte[] UTF_16_LITTLE_ENDIAN_MARK = {(byte) 0xff, (byte) 0xfe};

  private final Path file;
  private final RowScanner rows;

  CsvReader(Path file) {
    this.file = file;
    try {
      this.rows = new RowScanner(DataFile.text(file), DIALECT);
    } catch (IOException failure) {
      throw DataFile.unreadable(file, failure);
    }
    try {
      skipByteOrderMark();
    } catch (IOException failure) {
      close();
      throw DataFile.unreadable(file, failure);
    } catch (BadDataException bad) {
      close();
      throw bad;
    }
  }

  private void skipByteOrderMark() throws IOException {
    if (rows.beginsWith(UTF_16_BIG_ENDIAN_MARK) || rows.beginsWith(UTF_16_LITTLE_ENDIAN_MARK)) {
      throw new BadDataException(file, "the text is UTF-16; save it as UTF-8");
    }
    if (rows.beginsWith(UTF_8_MARK)) {
      rows.skip(UTF_8_MARK.length);
    }
  }

  /** Moves to the next record that is not blank; false at the end of the file. */
  boolean next() {
    try {
      return rows.next();
    } catch (MalformedRowException malformed) {
      throw bad(malformed);
    } catch (IOException failure) {
      throw DataFile.unreadable(file, failure);
    }
  }

  private BadDataException bad(MalformedRowException malformed) {
    return new BadDataException(file, malformed.line(), malformed.getMessage());
  }

  Path file() {
    return file;
  }

  /** The line at which the current record begins, counted from 1. */
  long line() {
    return rows.firstLine();
  }

  /** The number of cells of the current record. */
  int cells() {
    return rows.cells();
  }

  boolean isEmpty(int cell) {
    return rows.isEmpty(cell);
  }

  /** The bytes that {@link #start} and {@link #end} point into, valid until the next record. */
  byte[] bytes() {
    return rows.bytes();
  }

  int start(int cell) {
    return rows.start(cell);
  }

  int end(int cell) {
    return rows.end(cell);
  }

  /** The cell as text. */
  String text(int cell) {
    try {
      return rows.text(cell);
    } catch (MalformedRowException notUtf8) {
      throw bad(notUtf8);
    }
  }

  /** All cells of the current record as text. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(cells());
    for (int i = 0; i < cells(); i++) {
      texts.add(text(i));
    }
    return texts;
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException failure) {
      throw DataFile.unreadable(file, failure);
    }
  }
}
