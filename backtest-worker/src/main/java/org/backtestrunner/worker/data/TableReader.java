package org.backtestrunner.worker.data;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.backtestrunner.worker.parameter.Frequency;

/**
 * Reads a table with named columns row by row. Columns are looked up before the first row; cells
 * are asked for by column number. Every complaint names file, row and column.
 */
abstract class TableReader implements Closeable {
  private static final int LONGEST_SHOWN_CELL = 40;

  private final TableSource source;
  private final List<String> header;

  TableReader(TableSource source, List<String> header) {
    this.source = source;
    this.header = List.copyOf(header);
  }

  /**
   * Opens a CSV file, plain or gzip, or a Parquet file: which one it is, its first bytes tell.
   *
   * @throws BadDataException where it is neither
   */
  static TableReader open(Path file, Frequency frequency) {
    DataFile.requireFile(file);
    // The Parquet library is not touched before such a file is met.
    return DataFile.isParquet(file)
        ? ParquetTable.open(file, frequency)
        : CsvTable.open(file, frequency);
  }

  final TableSource source() {
    return source;
  }

  final List<String> header() {
    return header;
  }

  /** The number of a column that must be there. */
  final int requiredColumn(String name) {
    int column = optionalColumn(name);
    if (column < 0) {
      throw source.badHeader("there is no column '" + name + "'; " + shownHeader());
    }
    return column;
  }

  /** The number of a column, -1 where it is not there. */
  final int optionalColumn(String name) {
    int column = header.indexOf(name);
    if (column != header.lastIndexOf(name)) {
      throw source.badHeader("the column '" + name + "' is there twice");
    }
    if (column >= 0) {
      use(column);
    }
    return column;
  }

  /** Notes that a column is going to be read. */
  abstract void use(int column);

  /** Refuses a table in which any column that has a name stands twice. */
  final void requireDistinctColumns() {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (!name.isEmpty() && !seen.add(name)) {
        throw source.badHeader("the column '" + name + "' is there twice");
      }
    }
  }

  private String shownHeader() {
    String text = String.join(",", header.subList(0, Math.min(header.size(), 12)));
    String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
    boolean semicolons = header.size() == 1 && text.indexOf(';') >= 0;
    return (source.text() ? "the header is '" : "the columns are '")
        + shown
        + "'"
        + (semicolons ? " (cells must be separated by commas)" : "");
  }

  /** Moves to the next row; false at the end. */
  abstract boolean next();

  /** The current row as complaints name it: its line, or its number. */
  abstract long row();

  abstract boolean isEmpty(int column);

  /** A cell as text. */
  abstract String text(int column);

  /** A cell that must hold text. */
  final String requiredText(int column) {
    requireCell(column);
    return text(column);
  }

  final void requireCell(int column) {
    if (isEmpty(column)) {
      throw bad(column, "the cell is empty");
    }
  }

  /** The bar time of a timestamp cell. */
  abstract long barTime(int column);

  /** A finite number, or NaN for an empty cell. */
  abstract double number(int column);

  /** The symbol's number in a table of symbols, which takes up new ones. */
  abstract int symbol(int column, SymbolTable symbols);

  /** A cell of any type as complaints show it. */
  abstract String shown(int column);

  final String quoted(int column) {
    String text = shown(column);
    return "'"
        + (text.length() > LONGEST_SHOWN_CELL
            ? text.substring(0, LONGEST_SHOWN_CELL) + "..."
            : text)
        + "'";
  }

  /** A complaint about the current row. */
  final BadDataException bad(String reason) {
    return source.bad(row(), reason);
  }

  /** A complaint about a cell of the current row. */
  final BadDataException bad(int column, String reason) {
    return bad("column " + header.get(column) + ": " + reason);
  }

  @Override
  public abstract void close();
}
