package org.backtestrunner.worker.factor.formulas;

/** How unusual the last return is against the last 60 of its kind, in standard deviations. */
record Reversal(String name, int days) implements Formula {
  private static final int WINDOW_DAYS = 60;

  @Override
  public String description() {
    return "Simple " + days + "-day return as a z-score of its last 60 values, sign not inverted.";
  }

  @Override
  public double at(SymbolSeries series, int t) {
    int lag = series.bars(days);
    int window = series.bars(WINDOW_DAYS);
    int first = t - window + 1;
    if (first < lag) {
      return Double.NaN;
    }
    double[] returns = new double[window];
    for (int i = 0; i < window; i++) {
      returns[i] = series.close(first + i) / series.close(first + i - lag) - 1;
    }
    double deviation = Statistics.sampleDeviation(returns, 0, window);
    return deviation == 0
        ? Double.NaN
        : (returns[window - 1] - Statistics.mean(returns, 0, window)) / deviation;
  }
}
