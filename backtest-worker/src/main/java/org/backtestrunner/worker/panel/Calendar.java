package org.backtestrunner.worker.panel;

import java.util.BitSet;
import java.util.List;

/** Builds the calendar: the sorted union of all observation times. */
final class Calendar {
  private Calendar() {}

  /**
   * The calendar of some of a price file's symbols, in which their observations then stand.
   *
   * @param times of the whole file, in which they stand before
   */
  static long[] of(long[] times, List<SymbolHistory> histories) {
    BitSet observed = new BitSet(times.length);
    for (SymbolHistory history : histories) {
      for (int t = 0; t < history.size(); t++) {
        observed.set(history.calendarIndex(t));
      }
    }
    long[] calendar = new long[observed.cardinality()];
    if (calendar.length == times.length) {
      return times;
    }
    int[] entries = new int[times.length];
    int entry = 0;
    for (int i = observed.nextSetBit(0); i >= 0; i = observed.nextSetBit(i + 1)) {
      calendar[entry] = times[i];
      entries[i] = entry++;
    }
    for (SymbolHistory history : histories) {
      history.moveTo(entries);
    }
    return calendar;
  }
}
