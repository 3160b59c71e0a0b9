package org.backtestrunner.worker.panel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.reading.InputReader;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.SymbolTable;

/** Reads the prices of one file, or of all data files of a directory. */
final class PriceFile {
  /** In the order in which a row of prices is read. */
  private static final Column[] COLUMNS = Column.values();

  private final Frequency frequency;
  private final SymbolTable symbols = new SymbolTable();
  private final List<SymbolRows> rows = new ArrayList<>();
  private final EnumSet<Column> columns = EnumSet.noneOf(Column.class);

  private PriceFile(Frequency frequency) {
    this.frequency = frequency;
  }

  /**
   * Reads a price file or a directory of price files, of which the result is that of one file with
   * all their rows. A row without a close makes its symbol known, and is no observation.
   *
   * @throws BadDataException for whatever a price file must not hold
   */
  static PriceTable read(Input input, Frequency frequency, Warnings warnings) {
    PriceFile prices = new PriceFile(frequency);
    try (InputReader reader = InputReader.open(input, frequency)) {
      prices.addAll(reader);
      warnings.report(reader);
      return prices.sorted(reader);
    }
  }

  private void addAll(InputReader reader) {
    double[] row = new double[COLUMNS.length];
    while (reader.next()) {
      long time = reader.barTime();
      int number = reader.symbol(symbols);
      reader.readPrices(row);
      for (Column column : COLUMNS) {
        if (column.isValue(row[column.ordinal()])) {
          columns.add(column);
        }
      }
      if (number == rows.size()) {
        rows.add(new SymbolRows());
      }
      if (!Double.isNaN(row[Column.CLOSE.ordinal()])) {
        rows.get(number).add(time, reader.origin(), row);
      }
    }
  }

  private PriceTable sorted(InputReader reader) {
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
          reader.place(duplicate.origin())
              + ": a second row of symbol '"
              + symbol
              + "' at "
              + frequency.format(duplicate.time())
              + "; the first is "
              + reader.place(duplicate.earlierOrigin()));
    }
    return new PriceTable(bySymbol, columns);
  }
}
