package org.backtestrunner.worker.factor.formulas;

import java.util.Arrays;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.panel.SymbolHistory;
import org.backtestrunner.worker.parameter.BarRate;

/**
 * One symbol's observations as factors see them. Positions count the symbol's own observations;
 * series that several values share are computed once, on first use.
 */
public final class SymbolSeries {
  private final SymbolHistory history;
  private final BarRate rate;
  private double[] logReturns = {};
  private double[] monthlyVolatility = {};

  public SymbolSeries(SymbolHistory history, BarRate rate) {
    this.history = history;
    this.rate = rate;
  }

  /** The number of bars in that many days. */
  int bars(int days) {
    return days * rate.perDay();
  }

  double close(int t) {
    return history.close(t);
  }

  /** A value of a column, NaN where its cell is empty. */
  public double value(Column column, int t) {
    return history.value(column, t);
  }

  double[] column(Column column) {
    return history.column(column);
  }

  /**
   * A copy of the values of a column from one observation to before another; all NaN where the file
   * has no such column.
   */
  public double[] values(Column column, int from, int to) {
    double[] all = history.column(column);
    if (all.length > 0) {
      return Arrays.copyOfRange(all, from, to);
    }
    double[] none = new double[to - from];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  /** One-bar log returns; the entry at 0 is undefined. */
  double[] logReturns() {
    if (logReturns.length == 0) {
      double[] close = history.column(Column.CLOSE);
      logReturns = new double[close.length];
      logReturns[0] = Double.NaN;
      for (int i = 1; i < close.length; i++) {
        logReturns[i] = StrictMath.log(close[i] / close[i - 1]);
      }
    }
    return logReturns;
  }

  /** Annualised standard deviation of the log returns of the last days up to t. */
  double realizedVolatility(int days, int t) {
    int window = bars(days);
    if (t < window) {
      return Double.NaN;
    }
    double deviation = Statistics.sampleDeviation(logReturns(), t - window + 1, t + 1);
    return Math.sqrt(rate.perYear()) * deviation;
  }

  /** {@code realizedVolatility(20, t)} for every t in [from, to), at these places of the array. */
  double[] monthlyVolatility(int from, int to) {
    if (monthlyVolatility.length == 0) {
      monthlyVolatility = new double[history.size()];
      Arrays.fill(monthlyVolatility, Double.NaN);
    }
    for (int t = from; t < to; t++) {
      if (Double.isNaN(monthlyVolatility[t])) {
        monthlyVolatility[t] = realizedVolatility(20, t);
      }
    }
    return monthlyVolatility;
  }
}
