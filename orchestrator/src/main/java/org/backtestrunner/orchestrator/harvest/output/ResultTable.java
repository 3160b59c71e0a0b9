package org.backtestrunner.orchestrator.harvest.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.backtestrunner.orchestrator.file.RegularFile;
import org.backtestrunner.shared.file.DigestedInput;
import org.backtestrunner.shared.file.FileDigest;
import org.backtestrunner.shared.text.Dialect;
import org.backtestrunner.shared.text.FiniteDecimal;
import org.backtestrunner.shared.text.MalformedRowException;
import org.backtestrunner.shared.text.RowScanner;

/**
 * One of a worker's CSV files, read row by row and digested by the same reading; every complaint
 * names file, line and column.
 */
public final class ResultTable implements Closeable {
  /** Far more than the bars of any run; they are held in memory. */
  static final long MOST_BYTES_HELD = 1L << 28;

  /** What is read row by row. */
  public static final long MOST_BYTES = 1L << 34;

  private static final Dialect DIALECT = new Dialect(',', false, true, 1 << 24);

  private final Path file;
  private final DigestedInput input;
  private final RowScanner rows;
  private final List<String> header = new ArrayList<>();

  private ResultTable(Path file, DigestedInput input) throws IOException, InvalidOutputException {
    this.file = file;
    this.input = input;
    this.rows = new RowScanner(input, DIALECT);
    if (!hasNext()) {
      throw new InvalidOutputException(file.getFileName() + ": the file is empty");
    }
    for (int cell = 0; cell < rows.cells(); cell++) {
      header.add(text(cell));
    }
  }

  static ResultTable open(Path file, long mostBytes) throws IOException, InvalidOutputException {
    DigestedInput input = new DigestedInput(stream(file, mostBytes));
    try {
      return new ResultTable(file, input);
    } catch (IOException | InvalidOutputException invalid) {
      input.close();
      throw invalid;
    }
  }

  /**
   * Opens a result file.
   *
   * @throws NoSuchFileException where the worker has left none
   */
  public static InputStream stream(Path file, long mostBytes)
      throws IOException, InvalidOutputException {
    try {
      return RegularFile.open(file, mostBytes);
    } catch (NoSuchFileException missing) {
      throw missing;
    } catch (IOException other) {
      throw new InvalidOutputException(file.getFileName() + ": " + other.getMessage());
    }
  }

  /** The number of a column that must be there. */
  int column(String name) throws InvalidOutputException {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new InvalidOutputException(file.getFileName() + ": there is no column '" + name + "'");
    }
    if (column != header.lastIndexOf(name)) {
      throw new InvalidOutputException(
          file.getFileName() + ": there are two columns '" + name + "'");
    }
    return column;
  }

  /** The number of a column; below 0 where it is not there. */
  int find(String name) throws InvalidOutputException {
    return header.contains(name) ? column(name) : -1;
  }

  /** Moves to the next row; false at the end. */
  boolean next() throws IOException, InvalidOutputException {
    if (!hasNext()) {
      if (!input.endsWithLine()) {
        throw new InvalidOutputException(
            file.getFileName() + ": the last line is cut off: it has no line end");
      }
      return false;
    }
    if (rows.cells() != header.size()) {
      throw invalid("has " + rows.cells() + " cells, but the header has " + header.size());
    }
    return true;
  }

  private boolean hasNext() throws IOException, InvalidOutputException {
    try {
      boolean found = rows.next();
      if (found && !rows.isAscii()) {
        requireText();
      }
      return found;
    } catch (MalformedRowException malformed) {
      throw invalid("is malformed");
    }
  }

  private void requireText() throws MalformedRowException {
    for (int cell = 0; cell < rows.cells(); cell++) {
      rows.text(cell);
    }
  }

  String text(int column) throws InvalidOutputException {
    try {
      return rows.text(column);
    } catch (MalformedRowException notUtf8) {
      throw invalid("is malformed");
    }
  }

  /** Whether the cell has these bytes. */
  boolean isSame(int column, byte[] other) {
    return Arrays.equals(
        rows.bytes(), rows.start(column), rows.end(column), other, 0, other.length);
  }

  /** The cell's bytes. */
  byte[] bytes(int column) {
    return Arrays.copyOfRange(rows.bytes(), rows.start(column), rows.end(column));
  }

  double number(int column) throws InvalidOutputException {
    byte[] bytes = rows.bytes();
    int from = rows.start(column);
    int to = rows.end(column);
    while (from < to && RowScanner.isBlank(bytes[from])) {
      from++;
    }
    while (to > from && RowScanner.isBlank(bytes[to - 1])) {
      to--;
    }
    double value = FiniteDecimal.parse(bytes, from, to);
    if (Double.isNaN(value)) {
      throw invalid(column, "is not a finite number");
    }
    return value;
  }

  /** A complaint of a cell. */
  InvalidOutputException invalid(int column, String reason) throws InvalidOutputException {
    return invalid("column " + header.get(column) + ": '" + text(column) + "' " + reason);
  }

  InvalidOutputException invalid(String reason) {
    return new InvalidOutputException(
        file.getFileName() + ": line " + rows.lastLine() + " " + reason);
  }

  /** What the file holds; to be called when all rows are read. */
  FileDigest digest() {
    return input.digest();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
