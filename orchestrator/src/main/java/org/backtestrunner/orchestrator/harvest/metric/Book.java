package org.backtestrunner.orchestrator.harvest.metric;

import java.util.Optional;

/**
 * What a run's files tell beside its equity, one value a row of the equity file. Its arrays are no
 * copies: who holds them writes to none.
 *
 * @param days the UTC dates of the rows, counted from 1970-01-01, ascending
 * @param equity after each bar, in account currency
 * @param longValue market value of the positions held long, at least 0
 * @param shortValue that of the positions held short, at most 0
 * @param cost of the bar: of its orders, and of carry
 * @param positions the number of positions held after each bar
 */
public record Book(
    int[] days,
    double[] equity,
    Optional<double[]> longValue,
    Optional<double[]> shortValue,
    Optional<double[]> cost,
    Optional<int[]> positions) {

  /** Nothing but equity. */
  public static Book of(int[] days, double[] equity) {
    return new Book(
        days, equity, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The mean over the rows of (long value + sign x short value) / equity, with 0 where no equity is
   * left; empty without these columns.
   */
  Optional<Double> averageExposure(int sign) {
    if (longValue.isEmpty() || shortValue.isEmpty()) {
      return Optional.empty();
    }
    double sum = 0;
    for (int row = 0; row < equity.length; row++) {
      if (equity[row] > 0) {
        sum += (longValue.get()[row] + sign * shortValue.get()[row]) / equity[row];
      }
    }
    return Optional.of(sum / equity.length);
  }
}
