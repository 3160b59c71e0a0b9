package org.backtestrunner.orchestrator.analysis.statistic;

import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.harvest.metric.Metric;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.harvest.metric.Series;

/**
 * The returns of an equity curve from date to date, by its last value of each UTC date. A start
 * capital is not put before, so that n dates give n - 1 returns for every run.
 */
public final class DailyReturns {
  private final int[] days;
  private final double[] returns;

  private DailyReturns(int[] days, double[] returns) {
    this.days = days;
    this.returns = returns;
  }

  /**
   * @param days of the bars, counted from 1970-01-01, ascending, at least one
   * @param equity after each bar; once it is used up, returns are 0
   */
  public static DailyReturns of(int[] days, double[] equity) {
    int[] dates = new int[days.length];
    double[] returns = new double[days.length];
    int count = 0;
    double before = Double.NaN;
    boolean isUsedUp = false;
    for (int bar = 0; bar < days.length; bar++) {
      if (bar + 1 < days.length && days[bar + 1] == days[bar]) {
        continue;
      }
      if (count > 0) {
        isUsedUp |= before <= 0;
        returns[count - 1] = isUsedUp ? 0 : equity[bar] / before - 1;
      }
      dates[count++] = days[bar];
      before = equity[bar];
    }
    return new DailyReturns(Arrays.copyOf(dates, count), Arrays.copyOf(returns, count - 1));
  }

  /** T. */
  public int size() {
    return returns.length;
  }

  /** R[1..T] as fractions. Not a copy. */
  public double[] values() {
    return returns;
  }

  /** The date of a return, which is its later one, counted from 1970-01-01. */
  int day(int index) {
    return days[index + 1];
  }

  /** The calendar year of a return: that of its later date. */
  int year(int index) {
    return LocalDate.ofEpochDay(day(index)).getYear();
  }

  /** The index after the last return of the same calendar year, of which all stand together. */
  int endOfYear(int index) {
    long lastDay = LocalDate.of(year(index), Month.DECEMBER, 31).toEpochDay();
    int end = index + 1;
    while (end < returns.length && days[end + 1] <= lastDay) {
      end++;
    }
    return end;
  }

  /** Empty where the returns do not vary. */
  public Optional<ReturnMoments> moments() {
    return ReturnMoments.of(returns);
  }

  /** The annualised Sharpe ratio of the first half of the returns, the smaller one. */
  public OptionalDouble firstHalfSharpe(double daysPerYear) {
    return sharpe(Arrays.copyOf(returns, returns.length / 2), daysPerYear);
  }

  /** The annualised Sharpe ratio of the other returns. */
  public OptionalDouble secondHalfSharpe(double daysPerYear) {
    return sharpe(Arrays.copyOfRange(returns, returns.length / 2, returns.length), daysPerYear);
  }

  /** Mean over standard deviation, annualised; empty below two values and where they are equal. */
  static OptionalDouble sharpe(double[] values, double daysPerYear) {
    double ratio = Series.mean(values) / Series.standardDeviation(values);
    return Metric.ifFinite(ratio * Math.sqrt(daysPerYear));
  }
}
