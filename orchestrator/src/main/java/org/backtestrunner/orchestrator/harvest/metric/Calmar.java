package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** Yearly growth over the deepest relative drawdown (Young 1991). Undefined without a drawdown. */
final class Calmar implements Metric {

  private final Metric growth = new CompoundAnnualGrowthRate();
  private final Metric drawdown = new MaximumDrawdownPercent();

  @Override
  public String name() {
    return "calmar";
  }

  @Override
  public Unit unit() {
    return Unit.RATIO;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    OptionalDouble yearly = growth.of(performance);
    OptionalDouble percent = drawdown.of(performance);
    if (yearly.isEmpty() || percent.isEmpty()) {
      return OptionalDouble.empty();
    }
    return Metric.ifFinite(yearly.getAsDouble() / Math.abs(percent.getAsDouble() / 100));
  }
}
