package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** The deepest fall of equity in percent of its running peak; 0 or negative, at worst -100. */
final class MaximumDrawdownPercent implements Metric {

  @Override
  public String name() {
    return "max_dd_pct";
  }

  @Override
  public Unit unit() {
    return Unit.PERCENT;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    double peak = Double.NEGATIVE_INFINITY;
    double lowest = 1;
    for (double equity : performance.equity()) {
      peak = Math.max(peak, equity);
      lowest = Math.min(lowest, equity / peak);
    }
    return Metric.ifFinite(100 * (lowest - 1));
  }
}
