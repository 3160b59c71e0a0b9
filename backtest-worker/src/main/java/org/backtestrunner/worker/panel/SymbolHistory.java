package org.backtestrunner.worker.panel;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import org.backtestrunner.worker.api.Column;

/**
 * All observations of one symbol, in order of time. Every array has one entry an observation; NaN
 * stands for an empty cell.
 */
public final class SymbolHistory {
  private static final Column[] COLUMNS = Column.values();

  private final String symbol;
  private final int[] calendarIndex;

  /** By column; empty for those of which the price file has no value. */
  private final double[][] values;

  /** The observations of which the file has an open, high or low that is not above 0. */
  private final BitSet withoutPrice;

  private SymbolHistory(
      String symbol, int[] calendarIndex, double[][] values, BitSet withoutPrice) {
    this.symbol = symbol;
    this.calendarIndex = calendarIndex;
    this.values = values;
    this.withoutPrice = withoutPrice;
  }

  /**
   * Takes observations in the order of a file, and puts them in order of time.
   *
   * @param calendarIndex at which entry of the calendar each stands; becomes this history's
   * @param numbers one array a {@link Column}, in the order of the enum, empty where the file has
   *     none; become this history's
   * @param columns those of which the price file has a value
   */
  static SymbolHistory sorted(
      String symbol, int[] calendarIndex, double[][] numbers, Set<Column> columns) {
    SymbolHistory history = new SymbolHistory(symbol, calendarIndex, numbers, new BitSet());
    history.sort();
    for (Column column : COLUMNS) {
      double[] all = numbers[column.ordinal()];
      for (int i = 0; i < all.length; i++) {
        if (!column.isValue(all[i]) && !Double.isNaN(all[i])) {
          history.withoutPrice.set(i);
          all[i] = Double.NaN;
        }
      }
      if (!columns.contains(column)) {
        numbers[column.ordinal()] = new double[0];
      }
    }
    return history;
  }

  /**
   * Takes observations in order of time.
   *
   * @param calendarIndex at which entry of the calendar each stands
   * @param values one array a {@link Column}, in the order of the enum; empty for a column of which
   *     the price file has no value
   */
  public static SymbolHistory of(String symbol, int[] calendarIndex, double[][] values) {
    return new SymbolHistory(symbol, calendarIndex, values, new BitSet());
  }

  private void sort() {
    int size = calendarIndex.length;
    boolean ascending = true;
    for (int i = 1; ascending && i < size; i++) {
      ascending = calendarIndex[i - 1] <= calendarIndex[i];
    }
    if (ascending) {
      return;
    }
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = (long) calendarIndex[i] << Integer.SIZE | i;
    }
    Arrays.sort(order);
    for (double[] column : values) {
      double[] unsorted = column.clone();
      for (int i = 0; i < column.length; i++) {
        column[i] = unsorted[(int) order[i]];
      }
    }
    for (int i = 0; i < size; i++) {
      calendarIndex[i] = (int) (order[i] >>> Integer.SIZE);
    }
  }

  /** Whether two observations have one time. */
  boolean repeatsTime() {
    for (int i = 1; i < calendarIndex.length; i++) {
      if (calendarIndex[i - 1] == calendarIndex[i]) {
        return true;
      }
    }
    return false;
  }

  /** Moves each observation to another entry of another calendar. */
  void moveTo(int[] entries) {
    for (int i = 0; i < calendarIndex.length; i++) {
      calendarIndex[i] = entries[calendarIndex[i]];
    }
  }

  public String symbol() {
    return symbol;
  }

  /** The number of observations. */
  public int size() {
    return calendarIndex.length;
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
    double[] all = values[column.ordinal()];
    return all.length == 0 ? Double.NaN : all[observation];
  }

  /** Whether no observation has more than a close and a volume. */
  boolean hasClosesAlone() {
    return withoutPrice.isEmpty()
        && values[Column.OPEN.ordinal()].length == 0
        && values[Column.HIGH.ordinal()].length == 0
        && values[Column.LOW.ordinal()].length == 0;
  }

  /** Whether the file has an open, high or low there that is not above 0, and counts as empty. */
  boolean lacksPrice(int observation) {
    return withoutPrice.get(observation);
  }

  /** One column of which the price file has a value; shared, not to be changed. */
  public double[] column(Column column) {
    return values[column.ordinal()];
  }

  /** The latest observation at or before a calendar entry, -1 where there is none. */
  public int observationAtOrBefore(int entry) {
    int found = Arrays.binarySearch(calendarIndex, entry);
    return found >= 0 ? found : -found - 2;
  }

  /**
   * The same, soon found where it is the one guessed or one of the next two.
   *
   * @param guess an observation, or -1
   */
  int observationAtOrBefore(int entry, int guess) {
    if (guess < 0 || calendarIndex[guess] <= entry) {
      for (int t = guess; t <= guess + 2; t++) {
        if (t + 1 == calendarIndex.length || calendarIndex[t + 1] > entry) {
          return t;
        }
      }
    }
    return observationAtOrBefore(entry);
  }
}
