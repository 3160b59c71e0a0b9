package org.backtestrunner.worker.data;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.backtestrunner.worker.parameter.Frequency;

/**
 * Reads a CSV file with a header row. Cells are asked for by column number; every complaint names
 * file, line and column.
 */
final class TableReader implements Closeable {
  private static final int LONGEST_QUOTED_CELL = 40;

  private final CsvReader csv;
  private final List<String> header;
  private final Timestamps timestamps;

  TableReader(Path file, Frequency frequency) {
    this.csv = new CsvReader(file);
    this.timestamps = new Timestamps(frequency);
    if (!csv.next()) {
      csv.close();
      throw new BadDataException(file, "the file is empty; a header row is required");
    }
    this.header = csv.texts();
  }

  Path file() {
    return csv.file();
  }

  long line() {
    return csv.line();
  }

  List<String> header() {
    return header;
  }

  /** The number of a column that must be there. */
  int requiredColumn(String name) {
    int column = optionalColumn(name);
    if (column < 0) {
      throw new BadDataException(
          csv.file(), 1, "there is no column '" + name + "'; the header is " + shortHeader());
    }
    return column;
  }

  /** The number of a column, -1 where it is not there. */
  int optionalColumn(String name) {
    int column = header.indexOf(name);
    if (column != header.lastIndexOf(name)) {
      throw new BadDataException(csv.file(), 1, "the column '" + name + "' is there twice");
    }
    return column;
  }

  /** Refuses a header in which any name stands twice. */
  void requireDistinctColumns() {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (!seen.add(name)) {
        throw new BadDataException(csv.file(), 1, "the column '" + name + "' is there twice");
      }
    }
  }

  private String shortHeader() {
    String text = String.join(",", header.subList(0, Math.min(header.size(), 12)));
    String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
    boolean semicolons = header.size() == 1 && text.indexOf(';') >= 0;
    return "'" + shown + "'" + (semicolons ? " (cells must be separated by commas)" : "");
  }

  /** Moves to the next row; false at the end. */
  boolean next() {
    if (!csv.next()) {
      return false;
    }
    if (csv.cells() != header.size()) {
      throw bad("the row has " + csv.cells() + " cells, but the header has " + header.size());
    }
    return true;
  }

  boolean isEmpty(int column) {
    return csv.isEmpty(column);
  }

  String text(int column) {
    return csv.text(column);
  }

  /** A cell that must hold text. */
  String requiredText(int column) {
    requireCell(column);
    return csv.text(column);
  }

  private void requireCell(int column) {
    if (csv.isEmpty(column)) {
      throw bad(column, "the cell is empty");
    }
  }

  /** The bar time of a timestamp cell. */
  long barTime(int column) {
    requireCell(column);
    try {
      return timestamps.barTime(csv.bytes(), csv.start(column), csv.end(column));
    } catch (Timestamps.MalformedException malformed) {
      throw bad(column, quoted(column) + " " + malformed.getMessage());
    }
  }

  /** A number, or NaN for an empty cell. */
  double number(int column) {
    if (csv.isEmpty(column)) {
      return Double.NaN;
    }
    double value = DecimalText.parse(csv.bytes(), csv.start(column), csv.end(column));
    if (Double.isNaN(value)) {
      throw bad(column, quoted(column) + " is not a finite decimal number");
    }
    return value;
  }

  /** The symbol's number in a table of symbols, which takes up new ones. */
  int symbol(int column, SymbolTable symbols) {
    requireCell(column);
    int known = symbols.find(csv.bytes(), csv.start(column), csv.end(column));
    return known >= 0 ? known : symbols.add(csv.text(column));
  }

  String quoted(int column) {
    String text = csv.text(column);
    return "'"
        + (text.length() > LONGEST_QUOTED_CELL
            ? text.substring(0, LONGEST_QUOTED_CELL) + "..."
            : text)
        + "'";
  }

  /** A complaint about the current row. */
  BadDataException bad(String reason) {
    return new BadDataException(csv.file(), csv.line(), reason);
  }

  /** A complaint about a cell of the current row. */
  BadDataException bad(int column, String reason) {
    return new BadDataException(
        csv.file(), csv.line(), "column " + header.get(column) + ": " + reason);
  }

  @Override
  public void close() {
    csv.close();
  }
}
