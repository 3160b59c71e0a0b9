package org.backtestrunner.worker.panel;

import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;

/**
 * A price file by symbol.
 *
 * @param histories by symbol, sorted by {@link String#compareTo}; without an observation too
 * @param times of all observations, ascending: the calendar in which the histories stand
 * @param columns the columns that hold at least one value
 */
record PriceTable(
    SortedMap<String, SymbolHistory> histories, long[] times, EnumSet<Column> columns) {

  /** Every symbol that has a row, with or without a close. */
  Set<String> symbols() {
    return histories.keySet();
  }
}
