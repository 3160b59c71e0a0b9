package org.backtestrunner.worker.factor.formulas;

import java.util.Set;
import org.backtestrunner.worker.api.Column;

/** Distance of the close from its moving average, in average true ranges (Wilder 1978). */
record TrendStrength(String name, int days) implements Formula {
  private static final int RANGE_DAYS = 20;
  private static final double RELATIVE_ZERO = 1e-12;

  @Override
  public String description() {
    return "Close less its " + days + "-day mean, in mean true ranges of 20 days.";
  }

  @Override
  public Set<Column> looksAt() {
    return Set.of(Column.HIGH, Column.LOW);
  }

  @Override
  public double at(SymbolSeries series, int t) {
    int window = series.bars(days);
    int ranges = series.bars(RANGE_DAYS);
    if (t < window - 1 || t < ranges) {
      return Double.NaN;
    }
    double close = series.close(t);
    double mean = Statistics.mean(series.column(Column.CLOSE), t - window + 1, t + 1);
    double sum = 0;
    for (int i = t - ranges + 1; i <= t; i++) {
      sum += trueRange(series, i);
    }
    double averageTrueRange = sum / ranges;
    return averageTrueRange <= RELATIVE_ZERO * close
        ? Double.NaN
        : (close - mean) / averageTrueRange;
  }

  private static double trueRange(SymbolSeries series, int t) {
    double previous = series.close(t - 1);
    double high = series.value(Column.HIGH, t);
    double low = series.value(Column.LOW, t);
    if (Double.isNaN(high) || Double.isNaN(low)) {
      return Math.abs(series.close(t) - previous);
    }
    return Math.max(high - low, Math.max(Math.abs(high - previous), Math.abs(low - previous)));
  }
}
