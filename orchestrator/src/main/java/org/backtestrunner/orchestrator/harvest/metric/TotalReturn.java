package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** Last equity over first, minus one; a fraction, -1 for a total loss. */
final class TotalReturn implements Metric {

  @Override
  public String name() {
    return "total_return";
  }

  @Override
  public Unit unit() {
    return Unit.FRACTION;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    double[] equity = performance.equity();
    return Metric.ifFinite(equity[equity.length - 1] / equity[0] - 1);
  }
}
