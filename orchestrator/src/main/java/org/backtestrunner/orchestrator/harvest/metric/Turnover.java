package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * Traded notional a year as a multiple of mean equity; purchases and sales both count. Undefined
 * without an orders file.
 */
final class Turnover implements Metric {

  @Override
  public String name() {
    return "turnover";
  }

  @Override
  public Unit unit() {
    return Unit.RATIO;
  }

  @Override
  public int precision() {
    return 2;
  }

  @Override
  public boolean needsOrders() {
    return true;
  }

  @Override
  public boolean isSmallerBetter() {
    return true;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    if (performance.trading().isEmpty()) {
      return OptionalDouble.empty();
    }
    double multiple = performance.trading().get().notional() / Series.mean(performance.equity());
    return Metric.ifFinite(multiple / performance.years());
  }
}
