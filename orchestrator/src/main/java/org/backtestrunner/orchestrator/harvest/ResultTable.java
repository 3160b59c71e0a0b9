package org.backtestrunner.orchestrator.harvest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.backtestrunner.orchestrator.file.FileDigest;
import org.backtestrunner.orchestrator.harvest.RowScanner.MalformedRowException;

/** One of a worker's CSV files, read row by row; every complaint names file, line and column. */
final class ResultTable implements Closeable {
  private final Path file;
  private final RowScanner rows;
  private final List<String> header = new ArrayList<>();

  private ResultTable(Path file, RowScanner rows) throws IOException, InvalidOutputException {
    this.file = file;
    this.rows = rows;
    if (!hasNext()) {
      throw new InvalidOutputException(file.getFileName() + ": the file is empty");
    }
    for (int cell = 0; cell < rows.cells(); cell++) {
      header.add(rows.text(cell));
    }
  }

  static ResultTable open(Path file) throws IOException, InvalidOutputException {
    RowScanner rows = new RowScanner(file);
    try {
      return new ResultTable(file, rows);
    } catch (IOException | InvalidOutputException invalid) {
      rows.close();
      throw invalid;
    }
  }

  /** The number of a column that must be there. */
  int column(String name) throws InvalidOutputException {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new InvalidOutputException(file.getFileName() + ": there is no column '" + name + "'");
    }
    return column;
  }

  /** Moves to the next row; false at the end. */
  boolean next() throws IOException, InvalidOutputException {
    if (!hasNext()) {
      return false;
    }
    if (rows.cells() != header.size()) {
      throw invalid("has " + rows.cells() + " cells, but the header has " + header.size());
    }
    return true;
  }

  private boolean hasNext() throws IOException, InvalidOutputException {
    try {
      return rows.next();
    } catch (MalformedRowException malformed) {
      throw invalid("is malformed");
    }
  }

  String text(int column) {
    return rows.text(column);
  }

  /** Whether the cell's text comes after another in the order of its UTF-8 bytes. */
  boolean isAfter(int column, byte[] other) {
    return Arrays.compareUnsigned(
            rows.bytes(), rows.start(column), rows.end(column), other, 0, other.length)
        > 0;
  }

  /** The cell's bytes. */
  byte[] bytes(int column) {
    return Arrays.copyOfRange(rows.bytes(), rows.start(column), rows.end(column));
  }

  double number(int column) throws InvalidOutputException {
    double value = FiniteDecimal.parse(rows.bytes(), rows.start(column), rows.end(column));
    if (Double.isNaN(value)) {
      throw invalid(
          "column " + header.get(column) + ": '" + text(column) + "' is not a finite number");
    }
    return value;
  }

  InvalidOutputException invalid(String reason) {
    return new InvalidOutputException(file.getFileName() + ": line " + rows.line() + " " + reason);
  }

  /** What the file holds; to be called when all rows are read. */
  FileDigest digest() {
    return rows.digest();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
