package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * Mean return over its standard deviation, annualised, with a risk-free rate of 0 (Sharpe 1994).
 * Undefined below two returns and where they do not vary.
 */
final class Sharpe implements Metric {

  @Override
  public String name() {
    return "sharpe";
  }

  @Override
  public Unit unit() {
    return Unit.RATIO;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return Metric.ifFinite(perPeriod(performance.returns()) * Math.sqrt(performance.barsPerYear()));
  }

  /** The same, not annualised; not finite where it is undefined. */
  static double perPeriod(double[] returns) {
    return Series.mean(returns) / Series.standardDeviation(returns);
  }
}
