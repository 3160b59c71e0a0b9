package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** The constant yearly return that leads from the first equity to the last; a fraction. */
final class CompoundAnnualGrowthRate implements Metric {

  @Override
  public String name() {
    return "cagr";
  }

  @Override
  public Unit unit() {
    return Unit.FRACTION;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    double[] equity = performance.equity();
    double growth = equity[equity.length - 1] / equity[0];
    double exponent = performance.barsPerYear() / (double) (equity.length - 1);
    return Metric.ifFinite(StrictMath.pow(growth, exponent) - 1);
  }
}
