package org.backtestrunner.worker.own;

import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.api.Observations;
import org.backtestrunner.worker.factor.formulas.SymbolSeries;

/** A symbol's series up to one observation. Only what is private knows of later ones. */
final class PastObservations implements Observations {
  private final SymbolSeries series;
  private final int last;

  PastObservations(SymbolSeries series, int last) {
    this.series = series;
    this.last = last;
  }

  @Override
  public int size() {
    return last + 1;
  }

  @Override
  public double value(Column column, int age) {
    if (age < 0 || age > last) {
      throw new IllegalArgumentException(
          "age " + age + " is not from 0 to " + last + ", as old as the first observation is");
    }
    return series.value(column, last - age);
  }

  @Override
  public double[] history(Column column, int bars) {
    if (bars < 0) {
      throw new IllegalArgumentException("bars: " + bars + " is negative");
    }
    return series.values(column, last + 1 - Math.min(bars, last + 1), last + 1);
  }
}
