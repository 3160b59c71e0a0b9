package org.backtestrunner.worker.api;

/** The observations of one symbol up to the bar at which its factor is asked for. */
public interface Observations {
  /** How many there are, at least 1. */
  int size();

  /**
   * The value of a column, NaN where its cell is empty or the file has no such column.
   *
   * @param age how many observations ago, from 0 to {@code size() - 1}
   */
  double value(Column column, int age);

  /**
   * The close so many observations ago.
   *
   * @param age from 0 to {@code size() - 1}
   */
  default double close(int age) {
    return value(Column.CLOSE, age);
  }

  /**
   * The last values of a column, the newest last; fewer where there are fewer observations. NaN as
   * in {@link #value}.
   */
  double[] history(Column column, int bars);
}
