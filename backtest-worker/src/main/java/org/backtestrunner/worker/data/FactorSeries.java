package org.backtestrunner.worker.data;

import java.util.Arrays;
import org.backtestrunner.worker.parameter.Frequency;

/** One symbol's rows of a factor file, in order of time. */
public final class FactorSeries {
  private final long[] times;
  private final double[][] values;

  FactorSeries(long[] times, double[][] values) {
    this.times = times;
    this.values = values;
  }

  /** Whether a row may be used at a bar that is not before it: 0 days of age mean at no other. */
  public static boolean isFresh(
      long rowTime, long barTime, long maximumAgeDays, Frequency frequency) {
    return maximumAgeDays == 0
        ? rowTime == barTime
        : frequency.epochDay(barTime) - frequency.epochDay(rowTime) <= maximumAgeDays;
  }

  /** The number of rows, at least 1 of a symbol that the file has. */
  int size() {
    return times.length;
  }

  /** The latest row at or before a bar time, -1 where there is none. */
  public int rowAtOrBefore(long time) {
    int found = Arrays.binarySearch(times, time);
    return found >= 0 ? found : -found - 2;
  }

  public long time(int row) {
    return times[row];
  }

  /** A cell, NaN where it is empty. */
  public double value(int row, int factor) {
    return values[row][factor];
  }
}
