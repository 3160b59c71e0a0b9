package org.backtestrunner.worker.panel;

import java.util.Arrays;
import org.backtestrunner.worker.parameter.Frequency;

/**
 * The first calendar entry of every UTC date: the only ones at which a strategy may decide on
 * factors, whatever the first bar of the run and the length of its periods.
 */
public final class DayStarts {
  private DayStarts() {}

  /** The entries, ascending; all of them where a bar is a date. */
  public static int[] of(long[] calendar, Frequency frequency) {
    int[] starts = new int[calendar.length];
    int count = 0;
    long previous = Long.MIN_VALUE;
    for (int entry = 0; entry < calendar.length; entry++) {
      long day = frequency.epochDay(calendar[entry]);
      if (day != previous) {
        starts[count++] = entry;
        previous = day;
      }
    }
    return Arrays.copyOf(starts, count);
  }
}
