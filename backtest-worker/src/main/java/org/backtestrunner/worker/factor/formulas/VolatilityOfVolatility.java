package org.backtestrunner.worker.factor.formulas;

/** Standard deviation of the last 60 days' values of the 20-day realized volatility. */
record VolatilityOfVolatility() implements Formula {

  @Override
  public String name() {
    return "vov_20_60";
  }

  @Override
  public String description() {
    return "Standard deviation of the last 60 days' values of rv_20.";
  }

  @Override
  public double at(SymbolSeries series, int t) {
    int first = t - series.bars(60) + 1;
    if (first < series.bars(20)) {
      return Double.NaN;
    }
    return Statistics.sampleDeviation(series.monthlyVolatility(first, t + 1), first, t + 1);
  }
}
