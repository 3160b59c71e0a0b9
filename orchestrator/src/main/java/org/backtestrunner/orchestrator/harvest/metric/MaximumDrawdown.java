package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** The deepest fall of equity below its running peak; account currency, 0 or negative. */
final class MaximumDrawdown implements Metric {

  @Override
  public String name() {
    return "max_dd";
  }

  @Override
  public Unit unit() {
    return Unit.MONEY;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    double peak = Double.NEGATIVE_INFINITY;
    double deepest = 0;
    for (double equity : performance.equity()) {
      peak = Math.max(peak, equity);
      deepest = Math.min(deepest, equity - peak);
    }
    return Metric.ifFinite(deepest);
  }
}
