package org.backtestrunner.orchestrator.harvest.metric;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a backtest leaves behind for its metrics: equity E[1..n] in account currency, one value a
 * bar, its simple returns, and what was traded. Immutable, and for one thread.
 */
public final class Performance {

  private static final double START_CAPITAL_TOLERANCE = 1e-9;

  private final double[] equity;
  private final double[] returns;
  private final double barsPerYear;
  private final Optional<Trading> trading;
  private final Optional<Book> book;

  /** Made when it is first asked for, which several metrics do; null before. */
  private Optional<MonthlyReturns> months;

  private Optional<ReturnMoments> moments;
  private double[] sortedReturns;

  private Performance(
      double[] equity,
      double[] returns,
      double barsPerYear,
      Optional<Trading> trading,
      Optional<Book> book) {
    this.equity = equity;
    this.returns = returns;
    this.barsPerYear = barsPerYear;
    this.trading = trading;
    this.book = book;
  }

  /**
   * Makes a performance from the files of a run.
   *
   * @param equityColumn equity after each bar, in account currency, at least one value, all finite
   * @param startCapital equity before the first bar, where it is known; it becomes the first value
   *     where the first bar has already changed it
   * @param barsPerYear bars that make a year, above 0
   * @param trading empty where there is no orders file
   * @throws IllegalArgumentException if an argument breaks these rules
   */
  public static Performance of(
      double[] equityColumn,
      OptionalDouble startCapital,
      double barsPerYear,
      Optional<Trading> trading) {
    if (equityColumn.length == 0) {
      throw new IllegalArgumentException("An equity curve needs at least one value");
    }
    for (int bar = 0; bar < equityColumn.length; bar++) {
      if (!Double.isFinite(equityColumn[bar])) {
        throw new IllegalArgumentException(
            "Equity must be finite, but value " + (bar + 1) + " is " + equityColumn[bar]);
      }
    }
    if (startCapital.isPresent() && !isFiniteAndPositive(startCapital.getAsDouble())) {
      throw new IllegalArgumentException(
          "Start capital must be a positive number, not " + startCapital.getAsDouble());
    }
    if (!isFiniteAndPositive(barsPerYear)) {
      throw new IllegalArgumentException("Bars per year must be positive, not " + barsPerYear);
    }
    double[] equity = withStartCapital(equityColumn, startCapital);
    return new Performance(equity, returnsOf(equity), barsPerYear, trading, Optional.empty());
  }

  /** The same with what stands beside the equity column that it was made from. */
  public Performance with(Book beside) {
    return new Performance(equity, returns, barsPerYear, trading, Optional.of(beside));
  }

  private static boolean isFiniteAndPositive(double value) {
    return value > 0 && Double.isFinite(value);
  }

  private static double[] withStartCapital(double[] equityColumn, OptionalDouble startCapital) {
    if (startCapital.isEmpty()) {
      return equityColumn.clone();
    }
    double start = startCapital.getAsDouble();
    if (Math.abs(equityColumn[0] - start) <= START_CAPITAL_TOLERANCE * start) {
      return equityColumn.clone();
    }
    double[] equity = new double[equityColumn.length + 1];
    equity[0] = start;
    System.arraycopy(equityColumn, 0, equity, 1, equityColumn.length);
    return equity;
  }

  /** Returns end where equity is used up: nothing can be earned on nothing. */
  private static double[] returnsOf(double[] equity) {
    double[] returns = new double[equity.length - 1];
    for (int bar = 1; bar < equity.length; bar++) {
      if (equity[bar - 1] <= 0) {
        return Arrays.copyOf(returns, bar - 1);
      }
      returns[bar - 1] = equity[bar] / equity[bar - 1] - 1;
    }
    return returns;
  }

  /** E[1..n] in account currency. Not a copy: metrics read it and never write to it. */
  double[] equity() {
    return equity;
  }

  /** The T simple returns per bar, as fractions. Not a copy either. */
  public double[] returns() {
    return returns;
  }

  /** The time from the first to the last value of equity. */
  double years() {
    return (equity.length - 1) / barsPerYear;
  }

  double barsPerYear() {
    return barsPerYear;
  }

  Optional<Trading> trading() {
    return trading;
  }

  Optional<Book> book() {
    return book;
  }

  /**
   * The dates of E[1..n], counted from 1970-01-01; a start capital before the first bar has its
   * date. Empty where dates are not known.
   */
  Optional<int[]> days() {
    return book.map(Book::days).map(this::withStart);
  }

  private int[] withStart(int[] days) {
    if (days.length == equity.length) {
      return days;
    }
    int[] all = new int[equity.length];
    all[0] = days[0];
    System.arraycopy(days, 0, all, 1, days.length);
    return all;
  }

  /** Empty where dates are not known. */
  public Optional<MonthlyReturns> months() {
    if (months == null) {
      months = days().map(days -> MonthlyReturns.of(equity, days, returns.length));
    }
    return months;
  }

  /** The moments of the returns; empty where the Sharpe ratio is undefined. */
  Optional<ReturnMoments> moments() {
    if (moments == null) {
      moments = ReturnMoments.of(returns);
    }
    return moments;
  }

  /** The returns in ascending order. Not a copy. */
  double[] sortedReturns() {
    if (sortedReturns == null) {
      sortedReturns = returns.clone();
      Arrays.sort(sortedReturns);
    }
    return sortedReturns;
  }
}
