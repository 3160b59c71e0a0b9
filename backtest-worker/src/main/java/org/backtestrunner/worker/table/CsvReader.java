package org.backtestrunner.worker.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.shared.text.Dialect;
import org.backtestrunner.shared.text.MalformedRowException;
import org.backtestrunner.shared.text.RowScanner;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.DataFile;
import org.backtestrunner.worker.table.cell.Extent;
import org.backtestrunner.worker.table.container.EndsStream;

/**
 * Reads separated text (RFC 4180; UTF-8) record by record. Cells are trimmed and stay bytes until
 * they are asked for as text, because most of them are numbers. Blank lines are skipped; CRLF and
 * quoted cells are understood.
 *
 * <p>Every method throws {@link BadDataException} for text that is no such file.
 */
final class CsvReader implements Closeable {
  private static final int MOST_RECORD_BYTES = 1 << 26;

  private final Path file;
  private final RowScanner rows;
  private final char separator;

  /** How many lines stand before the first one that is scanned. */
  private final long linesBefore;

  private final Optional<EndsStream> ends;

  CsvReader(Path file) {
    this(TextSource.open(file, TextForm.PLAIN, Extent.WHOLE));
  }

  CsvReader(TextSource source) {
    this.file = source.file();
    this.linesBefore = source.line() - 1;
    this.separator = source.separator();
    this.ends = source.ends();
    this.rows =
        new RowScanner(
            source.bytes(), new Dialect(source.separator(), true, false, MOST_RECORD_BYTES));
  }

  /** Moves to the next record that is not blank; false at the end of the file. */
  boolean next() {
    try {
      return rows.next();
    } catch (MalformedRowException malformed) {
      throw bad(malformed, "");
    } catch (IOException failure) {
      throw DataFile.unreadable(file, failure);
    }
  }

  private BadDataException bad(MalformedRowException malformed, String hint) {
    return new BadDataException(
        file, inFile(linesBefore + malformed.line()), malformed.getMessage() + hint);
  }

  Path file() {
    return file;
  }

  /** The line at which the current record begins, counted from 1. */
  long line() {
    return inFile(linesBefore + rows.firstLine());
  }

  private long inFile(long line) {
    try {
      return ends.isPresent() ? ends.get().lineInFile(line) : line;
    } catch (IOException failure) {
      throw DataFile.unreadable(file, failure);
    }
  }

  /** Whether rows in the middle of the file are left out. */
  boolean isPartial() {
    return ends.isPresent() && ends.get().isPartial();
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

  /** Whether a cell is written in quotes. */
  boolean isQuoted(int cell) {
    int before = start(cell) - 1;
    while (before >= 0
        && (bytes()[before] == ' ' || bytes()[before] == '\t')
        && bytes()[before] != separator) {
      before--;
    }
    return before >= 0 && bytes()[before] == '"';
  }

  /** The cell as text. */
  String text(int cell) {
    try {
      return rows.text(cell);
    } catch (MalformedRowException notUtf8) {
      throw bad(
          notUtf8, "; Excel writes windows-1252: say encoding: \"windows-1252\" in a format file");
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
