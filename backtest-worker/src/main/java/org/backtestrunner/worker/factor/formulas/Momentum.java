package org.backtestrunner.worker.factor.formulas;

/** Log return of the last twelve months without the last one (Jegadeesh and Titman 1993). */
record Momentum() implements Formula {

  @Override
  public String name() {
    return "momentum_12m_excl_1m";
  }

  @Override
  public String description() {
    return "Log return of the last 252 days without the last 21.";
  }

  @Override
  public double at(SymbolSeries series, int t) {
    int year = series.bars(252);
    return t < year
        ? Double.NaN
        : StrictMath.log(series.close(t - series.bars(21)) / series.close(t - year));
  }
}
