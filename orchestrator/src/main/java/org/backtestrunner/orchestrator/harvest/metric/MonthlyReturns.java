package org.backtestrunner.orchestrator.harvest.metric;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The returns of the calendar months of an equity curve: equity at a month's last bar over that at
 * the last bar before the month, of the first month over the first value. A month without a return
 * of a bar does not count, and so none after equity is used up.
 */
public final class MonthlyReturns {
  private static final int MONTHS_OF_A_YEAR = 12;

  private final int[] months;
  private final double[] returns;

  private MonthlyReturns(int[] months, double[] returns) {
    this.months = months;
    this.returns = returns;
  }

  /**
   * @param equity E[1..n], at least one value
   * @param days of each value, counted from 1970-01-01, ascending
   * @param returnCount T, the number of returns of bars
   */
  static MonthlyReturns of(double[] equity, int[] days, int returnCount) {
    int[] months = new int[equity.length];
    double[] returns = new double[equity.length];
    int count = 0;
    int from = 0;
    while (from < equity.length) {
      LocalDate date = LocalDate.ofEpochDay(days[from]);
      long lastOfMonth = days[from] + date.lengthOfMonth() - date.getDayOfMonth();
      int to = from + 1;
      while (to < equity.length && days[to] <= lastOfMonth) {
        to++;
      }
      boolean hasReturn = Math.max(from, 1) < to && Math.max(from, 1) <= returnCount;
      if (hasReturn) {
        months[count] = date.getYear() * MONTHS_OF_A_YEAR + date.getMonthValue() - 1;
        returns[count++] = equity[to - 1] / equity[Math.max(from - 1, 0)] - 1;
      }
      from = to;
    }
    return new MonthlyReturns(Arrays.copyOf(months, count), Arrays.copyOf(returns, count));
  }

  /** The months, counted from January of the year 0, ascending. Not a copy. */
  public int[] months() {
    return months;
  }

  /** Their simple returns, as fractions. Not a copy. */
  public double[] returns() {
    return returns;
  }

  OptionalDouble largest() {
    return DoubleStream.of(returns).filter(Double::isFinite).max();
  }

  OptionalDouble smallest() {
    return DoubleStream.of(returns).filter(Double::isFinite).min();
  }

  OptionalDouble positiveShare() {
    long positive = DoubleStream.of(returns).filter(value -> value > 0).count();
    return Metric.ifFinite((double) positive / returns.length);
  }
}
