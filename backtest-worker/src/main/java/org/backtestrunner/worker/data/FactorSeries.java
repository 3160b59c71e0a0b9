package org.backtestrunner.worker.data;

import java.util.Arrays;

/** One symbol's rows of a factor file, in order of time. */
public final class FactorSeries {
  private final long[] times;
  private final double[][] values;

  FactorSeries(long[] times, double[][] values) {
    this.times = times;
    this.values = values;
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
