package org.backtestrunner.worker.panel;

import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import org.backtestrunner.worker.api.Column;

/**
 * The rows of a price file by symbol, in order of time.
 *
 * @param rows by symbol, sorted by {@link String#compareTo}; symbols without an observation too
 * @param columns the columns that hold at least one value
 */
record PriceTable(SortedMap<String, SymbolRows> rows, EnumSet<Column> columns) {

  /** Every symbol that has a row, with or without a close. */
  Set<String> symbols() {
    return rows.keySet();
  }
}
