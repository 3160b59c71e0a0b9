package org.backtestrunner.worker.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.reading.InputReader;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.SymbolTable;

/** Reads the prices of one file, or of all data files of a directory. */
final class PriceFile {
  private final Input input;
  private final Frequency frequency;
  private final SymbolTable symbols = new SymbolTable();
  private final double[] row = new double[Column.values().length];

  /**
   * What is read, by symbol.
   *
   * @param histories by symbol, sorted by {@link String#compareTo}; without an observation too
   * @param times of all observations, ascending: the calendar in which the histories stand
   * @param columns the columns that hold at least one value
   */
  record Table(SortedMap<String, SymbolHistory> histories, long[] times, EnumSet<Column> columns) {

    /** Every symbol that has a row, with or without a close. */
    Set<String> symbols() {
      return histories.keySet();
    }
  }

  private PriceFile(Input input, Frequency frequency) {
    this.input = input;
    this.frequency = frequency;
  }

  /**
   * Reads a price file or a directory of price files, of which the result is that of one file with
   * all their rows. A row without a close makes its symbol known, and is no observation.
   *
   * @throws BadDataException for whatever a price file must not hold
   */
  static Table read(Input input, Frequency frequency, Warnings warnings) {
    return new PriceFile(input, frequency).read(warnings);
  }

  private Table read(Warnings warnings) {
    PriceRows rows = new PriceRows();
    try (InputReader reader = InputReader.open(input, frequency)) {
      while (reader.next()) {
        long time = reader.barTime();
        int symbol = reader.symbol(symbols);
        reader.readPrices(row);
        rows.add(symbol, time, row);
      }
      warnings.report(reader);
    }
    List<String> names = new ArrayList<>();
    for (int s = 0; s < symbols.size(); s++) {
      names.add(symbols.symbol(s));
    }
    List<SymbolHistory> histories = rows.histories(names);
    long[] times = rows.times();
    TreeMap<String, SymbolHistory> bySymbol = new TreeMap<>();
    boolean repeated = false;
    for (SymbolHistory history : histories) {
      repeated |= history.repeatsTime();
      bySymbol.put(history.symbol(), history);
    }
    if (repeated) {
      throw repeated(histories, times);
    }
    return new Table(bySymbol, times, rows.columns());
  }

  /**
   * Names the first row that repeats the time of an earlier one of its symbol. Where the rows stand
   * is kept nowhere, so the input is read once more.
   */
  private BadDataException repeated(List<SymbolHistory> histories, long[] times) {
    long[][] origins = new long[histories.size()][];
    for (int s = 0; s < origins.length; s++) {
      origins[s] = new long[histories.get(s).size()];
      Arrays.fill(origins[s], -1);
    }
    try (InputReader reader = InputReader.open(input, frequency)) {
      while (reader.next()) {
        long time = reader.barTime();
        int symbol = reader.symbol(symbols);
        reader.readPrices(row);
        if (Double.isNaN(row[Column.CLOSE.ordinal()])) {
          continue;
        }
        int entry = Arrays.binarySearch(times, time);
        int observation =
            entry < 0 || symbol >= origins.length
                ? -1
                : histories.get(symbol).observationAtOrBefore(entry);
        if (observation < 0) {
          break;
        }
        long earlier = origins[symbol][observation];
        if (earlier >= 0) {
          return new BadDataException(
              reader.place(reader.origin())
                  + ": a second row of symbol '"
                  + symbols.symbol(symbol)
                  + "' at "
                  + frequency.format(time)
                  + "; the first is "
                  + reader.place(earlier));
        }
        origins[symbol][observation] = reader.origin();
      }
    }
    return new BadDataException(input.path(), "has changed while it was read");
  }
}
