package org.backtestrunner.worker.factor.formulas;

import java.util.Set;
import org.backtestrunner.worker.api.Column;

/** How unusual the volume is against the last 60 days, in standard deviations. */
record VolumeZscore() implements Formula {

  @Override
  public String name() {
    return "volume_zscore";
  }

  @Override
  public String description() {
    return "Volume as a z-score of its last 60 days.";
  }

  @Override
  public Set<Column> columns() {
    return Set.of(Column.VOLUME);
  }

  @Override
  public double at(SymbolSeries series, int t) {
    int first = t - series.bars(60) + 1;
    if (first < 0) {
      return Double.NaN;
    }
    double[] volume = series.column(Column.VOLUME);
    double deviation = Statistics.sampleDeviation(volume, first, t + 1);
    return deviation == 0
        ? Double.NaN
        : (volume[t] - Statistics.mean(volume, first, t + 1)) / deviation;
  }
}
