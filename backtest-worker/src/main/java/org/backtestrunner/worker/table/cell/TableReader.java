package org.backtestrunner.worker.table.cell;

import java.io.Closeable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a table with named columns row by row. Columns are looked up before the first row; cells
 * are asked for by column number. Every complaint names file, row and column.
 */
public abstract class TableReader implements Closeable {
  private static final int LONGEST_SHOWN_CELL = 40;

  private final TableSource source;
  private final List<String> header;
  private final List<List<String>> headers;

  /** A table with one row of names, or several. */
  public TableReader(TableSource source, List<List<String>> headers) {
    this.source = source;
    this.headers = List.copyOf(headers);
    this.header = List.copyOf(headers.get(0));
  }

  public final TableSource source() {
    return source;
  }

  public final List<String> header() {
    return header;
  }

  /** All rows of names; mostly one. */
  public final List<List<String>> headers() {
    return headers;
  }

  /** The number of a column that must be there. */
  public final int requiredColumn(String name) {
    int column = optionalColumn(name);
    if (column < 0) {
      throw source.badHeader("there is no column '" + name + "'; " + shownHeader());
    }
    return column;
  }

  /** The number of a column, -1 where it is not there. */
  public final int optionalColumn(String name) {
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
  public abstract void use(int column);

  /** Refuses a table in which any column that has a name stands twice. */
  public final void requireDistinctColumns() {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (!name.isEmpty() && !seen.add(name)) {
        throw source.badHeader("the column '" + name + "' is there twice");
      }
    }
  }

  /** The names as complaints show them. */
  public final String shownHeader() {
    String text = String.join(",", header.subList(0, Math.min(header.size(), 12)));
    String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
    return (source.text() ? "the header is '" : "the columns are '") + shown + "'";
  }

  /** Moves to the next row; false at the end. */
  public abstract boolean next();

  /** Whether there are rows that are not read, because only the ends of the file are. */
  public boolean isPartial() {
    return false;
  }

  /** The current row as complaints name it: its line, or its number. */
  public abstract long row();

  public abstract boolean isEmpty(int column);

  /** Whether a cell of a number column holds none: it is empty, or says so. */
  public abstract boolean isMissing(int column);

  /** How many cells were read as numbers that said that there is none. */
  public abstract long missingCount();

  /** A cell as text. */
  public abstract String text(int column);

  /** A cell that must hold text. */
  public final String requiredText(int column) {
    requireCell(column);
    return text(column);
  }

  public final void requireCell(int column) {
    if (isEmpty(column)) {
      throw bad(column, "the cell is empty");
    }
  }

  /** Whether a column's type says that it holds dates or times; text says nothing. */
  public boolean holdsTimes(int column) {
    return false;
  }

  /** The zone that the file's own metadata gives to a column of instants. */
  public Optional<String> metadataZone(int column) {
    return Optional.empty();
  }

  /** The bar time of a timestamp cell. */
  public abstract long barTime(int column, Timestamps timestamps);

  /** A finite number, or NaN for an empty cell and for one that says that there is none. */
  public abstract double number(int column);

  /** The symbol's number in a table of symbols, which takes up new ones. */
  public abstract int symbol(int column, SymbolTable symbols);

  /** A cell of any type as complaints show it. */
  public abstract String shown(int column);

  public final String quoted(int column) {
    String text = shown(column);
    return "'"
        + (text.length() > LONGEST_SHOWN_CELL
            ? text.substring(0, LONGEST_SHOWN_CELL) + "..."
            : text)
        + "'";
  }

  /** A complaint about the current row. */
  public final BadDataException bad(String reason) {
    return source.bad(row(), reason);
  }

  /** A complaint about a cell of the current row. */
  public final BadDataException bad(int column, String reason) {
    return bad("column " + header.get(column) + ": " + reason);
  }

  @Override
  public abstract void close();
}
