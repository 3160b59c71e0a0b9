package org.backtestrunner.worker.panel;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.table.Tables;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.SymbolTable;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.TableSource;

/** Reads prices in long format from one file, or from all data files of a directory. */
final class PriceFile {
  private static final Column[] COLUMNS = Column.values();

  /** A row's origin is the number of its file, and below it these many bits of its number there. */
  private static final int ROW_BITS = 40;

  private final Frequency frequency;
  private final SymbolTable symbols = new SymbolTable();
  private final List<SymbolRows> rows = new ArrayList<>();
  private final EnumSet<Column> columns = EnumSet.noneOf(Column.class);
  private final List<TableSource> sources = new ArrayList<>();

  private PriceFile(Frequency frequency) {
    this.frequency = frequency;
  }

  /**
   * Reads a price file or a directory of price files, of which the result is that of one file with
   * all their rows.
   *
   * @throws BadDataException for whatever a price file must not hold
   */
  static PriceTable read(Path path, Frequency frequency, Warnings warnings) {
    PriceFile prices = new PriceFile(frequency);
    if (Files.isDirectory(path)) {
      for (Path file : PriceDirectory.files(path, warnings)) {
        prices.add(file, Optional.of(PriceDirectory.symbol(file)));
      }
    } else {
      prices.add(path, Optional.empty());
    }
    return prices.sorted();
  }

  /**
   * Adds the rows of one file.
   *
   * @param fileSymbol the symbol of all rows where the file has no column for it
   */
  private void add(Path file, Optional<String> fileSymbol) {
    try (TableReader table = Tables.open(file, frequency)) {
      long origin = (long) sources.size() << ROW_BITS;
      sources.add(table.source());
      int timestamp = table.requiredColumn("timestamp");
      int symbol =
          fileSymbol.isPresent() ? table.optionalColumn("symbol") : table.requiredColumn("symbol");
      table.requiredColumn(Column.CLOSE.header());
      int[] positions = new int[COLUMNS.length];
      for (Column column : COLUMNS) {
        positions[column.ordinal()] = table.optionalColumn(column.header());
      }
      double[] row = new double[COLUMNS.length];
      while (table.next()) {
        long time = table.barTime(timestamp);
        int number = symbol >= 0 ? table.symbol(symbol, symbols) : number(fileSymbol.get());
        for (Column column : COLUMNS) {
          row[column.ordinal()] = value(table, column, positions[column.ordinal()]);
        }
        if (number == rows.size()) {
          rows.add(new SymbolRows());
        }
        rows.get(number).add(time, origin + table.row(), row);
      }
    }
  }

  private int number(String symbol) {
    byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
    int known = symbols.find(bytes, 0, bytes.length);
    return known >= 0 ? known : symbols.add(symbol);
  }

  private double value(TableReader table, Column column, int position) {
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
    Optional<SymbolRows.Duplicate> first = Optional.empty();
    String symbol = "";
    for (int i = 0; i < rows.size(); i++) {
      SymbolRows symbolRows = rows.get(i);
      symbolRows.sort();
      Optional<SymbolRows.Duplicate> duplicate = symbolRows.duplicate();
      if (duplicate.isPresent()
          && (first.isEmpty() || duplicate.get().origin() < first.get().origin())) {
        first = duplicate;
        symbol = symbols.symbol(i);
      }
      bySymbol.put(symbols.symbol(i), symbolRows);
    }
    if (first.isPresent()) {
      SymbolRows.Duplicate duplicate = first.get();
      throw new BadDataException(
          place(duplicate.origin())
              + ": a second row of symbol '"
              + symbol
              + "' at "
              + frequency.format(duplicate.time())
              + "; the first is "
              + place(duplicate.earlierOrigin()));
    }
    return new PriceTable(bySymbol, columns);
  }

  private String place(long origin) {
    return sources.get((int) (origin >>> ROW_BITS)).place(origin & ((1L << ROW_BITS) - 1));
  }
}
