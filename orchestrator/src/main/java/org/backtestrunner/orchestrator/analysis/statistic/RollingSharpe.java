package org.backtestrunner.orchestrator.analysis.statistic;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The annualised Sharpe ratio of the last 252 daily returns at the last date of each month.
 *
 * @param values by month; none before there are so many returns, nor where they do not vary
 */
public record RollingSharpe(SortedMap<YearMonth, Double> values) {
  private static final int RETURNS = 252;

  public static RollingSharpe of(DailyReturns daily, double daysPerYear) {
    SortedMap<YearMonth, Double> values = new TreeMap<>();
    double[] returns = daily.values();
    for (int end = RETURNS; end <= returns.length; end++) {
      YearMonth month = month(daily, end - 1);
      if (end == returns.length || !month.equals(month(daily, end))) {
        OptionalDouble sharpe =
            DailyReturns.sharpe(Arrays.copyOfRange(returns, end - RETURNS, end), daysPerYear);
        sharpe.ifPresent(value -> values.put(month, value));
      }
    }
    return new RollingSharpe(values);
  }

  private static YearMonth month(DailyReturns daily, int index) {
    return YearMonth.from(LocalDate.ofEpochDay(daily.day(index)));
  }
}
