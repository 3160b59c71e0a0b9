package org.backtestrunner.worker.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import org.backtestrunner.worker.parameter.Frequency;

/** Reads prices in long format from CSV, plain or gzip. */
final class PriceFile {
  private static final Column[] COLUMNS = Column.values();

  private final TableReader table;
  private final SymbolTable symbols = new SymbolTable();
  private final List<SymbolRows> rows = new ArrayList<>();
  private final EnumSet<Column> columns = EnumSet.noneOf(Column.class);

  private PriceFile(TableReader table) {
    this.table = table;
  }

  /**
   * Reads the file.
   *
   * @throws BadDataException for anything that section 4 of the contract refuses
   */
  static PriceTable read(Path file, Frequency frequency) {
    try (TableReader table = new TableReader(file, frequency)) {
      return new PriceFile(table).read();
    }
  }

  private PriceTable read() {
    int timestamp = table.requiredColumn("timestamp");
    int symbol = table.requiredColumn("symbol");
    table.requiredColumn(Column.CLOSE.header());
    int[] positions = new int[COLUMNS.length];
    for (Column column : COLUMNS) {
      positions[column.ordinal()] = table.optionalColumn(column.header());
    }
    double[] row = new double[COLUMNS.length];
    while (table.next()) {
      long time = table.barTime(timestamp);
      int number = table.symbol(symbol, symbols);
      for (Column column : COLUMNS) {
        row[column.ordinal()] = value(column, positions[column.ordinal()]);
      }
      if (number == rows.size()) {
        rows.add(new SymbolRows());
      }
      rows.get(number).add(time, table.line(), row);
    }
    return sorted();
  }

  private double value(Column column, int position) {
    if (position < 0 || table.isEmpty(position)) {
      return Double.NaN;
    }
    double value = table.number(position);
    if (column == Column.VOLUME ? value < 0 : value <= 0) {
      throw table.bad(
          position,
          table.quoted(position)
              + (column == Column.VOLUME ? " is a negative volume" : " is not a positive price"));
    }
    columns.add(column);
    return value;
  }

  private PriceTable sorted() {
    TreeMap<String, SymbolRows> bySymbol = new TreeMap<>();
    long duplicateLine = 0;
    String duplicateSymbol = "";
    for (int i = 0; i < rows.size(); i++) {
      SymbolRows symbolRows = rows.get(i);
      symbolRows.sort();
      long line = symbolRows.duplicateLine();
      if (line > 0 && (duplicateLine == 0 || line < duplicateLine)) {
        duplicateLine = line;
        duplicateSymbol = symbols.symbol(i);
      }
      bySymbol.put(symbols.symbol(i), symbolRows);
    }
    if (duplicateLine > 0) {
      throw new BadDataException(
          table.file(),
          duplicateLine,
          "a second row of symbol '" + duplicateSymbol + "' at the same timestamp");
    }
    return new PriceTable(bySymbol, columns);
  }
}
