package org.backtestrunner.worker.factor.formulas;

/** Log return over the last days. */
record PastReturn(String name, int days) implements Formula {

  @Override
  public String description() {
    return "Log return of the last " + days + " days.";
  }

  @Override
  public double at(SymbolSeries series, int t) {
    int lag = series.bars(days);
    return t < lag ? Double.NaN : StrictMath.log(series.close(t) / series.close(t - lag));
  }
}
