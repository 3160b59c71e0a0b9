package org.backtestrunner.worker.factor.formulas;

import java.util.Set;
import org.backtestrunner.worker.api.Column;

/** Mean absolute return per million of traded value (Amihud 2002). */
record Illiquidity() implements Formula {
  private static final double PER_MILLION = 1e6;

  @Override
  public String name() {
    return "illiquidity_20";
  }

  @Override
  public String description() {
    return "Mean over 20 days of absolute return per million of traded value.";
  }

  @Override
  public Set<Column> columns() {
    return Set.of(Column.VOLUME);
  }

  @Override
  public double at(SymbolSeries series, int t) {
    int window = series.bars(20);
    if (t < window) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = t - window + 1; i <= t; i++) {
      double close = series.close(i);
      double traded = close * series.value(Column.VOLUME, i);
      if (traded == 0) {
        return Double.NaN;
      }
      sum += Math.abs(close / series.close(i - 1) - 1) / traded * PER_MILLION;
    }
    return sum / window;
  }
}
