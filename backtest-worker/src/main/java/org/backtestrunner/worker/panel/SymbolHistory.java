package org.backtestrunner.worker.panel;

import java.util.Arrays;
import java.util.BitSet;
import org.backtestrunner.worker.api.Column;

/**
 * All observations of one symbol, in order of time. Every array has one entry an observation; NaN
 * stands for an empty cell.
 */
public final class SymbolHistory {
  private final String symbol;
  private final long[] times;
  private final int[] calendarIndex;
  private final double[][] values;

  /** The observations of which the file has an open, high or low that is not above 0. */
  private final BitSet withoutPrice;

  private SymbolHistory(String symbol, long[] times, double[][] values, BitSet withoutPrice) {
    this.symbol = symbol;
    this.times = times;
    this.calendarIndex = new int[times.length];
    this.values = values;
    this.withoutPrice = withoutPrice;
  }

  /** The rows with a close. */
  static SymbolHistory of(String symbol, SymbolRows rows) {
    long[] times = new long[rows.size()];
    Column[] columns = Column.values();
    double[][] values = new double[columns.length][rows.size()];
    BitSet withoutPrice = new BitSet();
    int size = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (!Double.isNaN(rows.value(Column.CLOSE, i))) {
        times[size] = rows.time(i);
        for (Column column : columns) {
          double value = rows.value(column, i);
          boolean isEmpty = !column.isValue(value);
          values[column.ordinal()][size] = isEmpty ? Double.NaN : value;
          if (isEmpty && !Double.isNaN(value)) {
            withoutPrice.set(size);
          }
        }
        size++;
      }
    }
    for (Column column : columns) {
      values[column.ordinal()] = Arrays.copyOf(values[column.ordinal()], size);
    }
    return new SymbolHistory(symbol, Arrays.copyOf(times, size), values, withoutPrice);
  }

  /**
   * Takes observations in order of time.
   *
   * @param values one array a {@link Column}, in the order of the enum
   */
  public static SymbolHistory of(String symbol, long[] times, double[][] values) {
    return new SymbolHistory(symbol, times, values, new BitSet());
  }

  /** Notes at which entry of the calendar each observation stands. */
  void placeIn(long[] calendar) {
    int entry = 0;
    for (int i = 0; i < times.length; i++) {
      while (calendar[entry] != times[i]) {
        entry++;
      }
      calendarIndex[i] = entry;
    }
  }

  public String symbol() {
    return symbol;
  }

  /** The number of observations. */
  public int size() {
    return times.length;
  }

  public long[] times() {
    return times;
  }

  /** The calendar entry of an observation. */
  public int calendarIndex(int observation) {
    return calendarIndex[observation];
  }

  /** The calendar entry of the last observation in the whole file. */
  public int lastCalendarIndex() {
    return calendarIndex[calendarIndex.length - 1];
  }

  public double close(int observation) {
    return values[Column.CLOSE.ordinal()][observation];
  }

  public double value(Column column, int observation) {
    return values[column.ordinal()][observation];
  }

  /** Whether the file has an open, high or low there that is not above 0, and counts as empty. */
  boolean lacksPrice(int observation) {
    return withoutPrice.get(observation);
  }

  /** One column; shared, not to be changed. */
  public double[] column(Column column) {
    return values[column.ordinal()];
  }

  /** The latest observation at or before a calendar entry, -1 where there is none. */
  public int observationAtOrBefore(int entry) {
    int found = Arrays.binarySearch(calendarIndex, entry);
    return found >= 0 ? found : -found - 2;
  }
}
