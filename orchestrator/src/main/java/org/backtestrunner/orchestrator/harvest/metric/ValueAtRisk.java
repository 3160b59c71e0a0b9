package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * The return that is undercut on one bar of twenty: the 0.05 quantile, so that a loss is negative.
 * Undefined below two returns.
 */
final class ValueAtRisk implements Metric {
  private static final double TAIL = 0.05;

  @Override
  public String name() {
    return "var_95";
  }

  @Override
  public Unit unit() {
    return Unit.FRACTION;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    double[] returns = performance.sortedReturns();
    return returns.length < 2
        ? OptionalDouble.empty()
        : Metric.ifFinite(Series.quantile(returns, TAIL));
  }
}
