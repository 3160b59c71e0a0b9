package org.backtestrunner.worker.panel;

import java.util.Arrays;
import java.util.List;

/** Builds the calendar: the sorted union of all observation times. */
final class Calendar {
  private Calendar() {}

  static long[] of(List<SymbolHistory> histories) {
    long[] calendar = {};
    for (SymbolHistory history : histories) {
      calendar = union(calendar, history.times());
    }
    return calendar;
  }

  /** Most symbols share their times, so that the union is usually the first set itself. */
  private static long[] union(long[] calendar, long[] times) {
    int missing = missing(calendar, times);
    if (missing == 0) {
      return calendar;
    }
    long[] union = Arrays.copyOf(calendar, calendar.length + missing);
    int fromCalendar = calendar.length - 1;
    int fromTimes = times.length - 1;
    for (int to = union.length - 1; to >= 0; to--) {
      if (fromTimes < 0 || (fromCalendar >= 0 && calendar[fromCalendar] > times[fromTimes])) {
        union[to] = calendar[fromCalendar--];
      } else {
        if (fromCalendar >= 0 && calendar[fromCalendar] == times[fromTimes]) {
          fromCalendar--;
        }
        union[to] = times[fromTimes--];
      }
    }
    return union;
  }

  private static int missing(long[] calendar, long[] times) {
    int missing = 0;
    int bar = 0;
    for (long time : times) {
      while (bar < calendar.length && calendar[bar] < time) {
        bar++;
      }
      if (bar == calendar.length || calendar[bar] != time) {
        missing++;
      }
    }
    return missing;
  }
}
