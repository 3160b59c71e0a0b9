package org.backtestrunner.worker.panel;

import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.parameter.Frequency;

/**
 * The symbols that {@code price_file} and {@code symbols_file} give, on one calendar, before a run
 * chooses dates and a sample (docs/engine.md, section 1). Symbols are sorted; each has an
 * observation.
 */
public interface Universe {
  Frequency frequency();

  /** The number of symbols. */
  int size();

  String symbol(int symbol);

  /** All symbols, in order. */
  default List<String> symbols() {
    List<String> symbols = new ArrayList<>();
    for (int s = 0; s < size(); s++) {
      symbols.add(symbol(s));
    }
    return symbols;
  }

  /** The number of a symbol, -1 where it is not in the universe. */
  default int indexOf(String symbol) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = symbol(middle).compareTo(symbol);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  SymbolFacts facts(int symbol);

  /** Bar times, ascending; shared, not to be changed. */
  long[] calendar();

  /** Whether the price file has any value of the column. */
  boolean has(Column column);

  /** The observations, of the whole history, that cannot be right in one way. */
  FaultyRows faulty(FaultyRows.Kind kind);

  /** Whether the price file has a row of this symbol, in the universe or not. */
  boolean isInPriceFile(String symbol);

  /**
   * Reads the last known closes at one bar. Bars are best asked for in order.
   *
   * @param row takes one value a symbol, NaN before its first observation
   */
  void readLastCloses(int bar, double[] row);

  /**
   * Reads the opens at one bar; the price file must have that column.
   *
   * @param row takes one value a symbol, NaN where it has no observation or the cell is empty
   */
  void readOpens(int bar, double[] row);

  /**
   * Reads the volumes at one bar; the price file must have that column.
   *
   * @param row takes one value a symbol, NaN where it has no observation or the cell is empty
   */
  void readVolumes(int bar, double[] row);
}
