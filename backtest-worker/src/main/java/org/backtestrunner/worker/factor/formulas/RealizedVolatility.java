package org.backtestrunner.worker.factor.formulas;

/** Annualised standard deviation of one-bar log returns. */
record RealizedVolatility(String name, int days) implements Formula {

  @Override
  public String description() {
    return "Annualised standard deviation of the one-bar log returns of " + days + " days.";
  }

  @Override
  public double at(SymbolSeries series, int t) {
    return series.realizedVolatility(days, t);
  }
}
