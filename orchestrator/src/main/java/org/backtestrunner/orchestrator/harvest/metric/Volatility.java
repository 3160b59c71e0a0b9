package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** Standard deviation of the returns, annualised; a fraction. Undefined below two returns. */
final class Volatility implements Metric {

  @Override
  public String name() {
    return "volatility";
  }

  @Override
  public Unit unit() {
    return Unit.FRACTION;
  }

  @Override
  public boolean isSmallerBetter() {
    return true;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    double perPeriod = Series.standardDeviation(performance.returns());
    return Metric.ifFinite(perPeriod * Math.sqrt(performance.barsPerYear()));
  }
}
