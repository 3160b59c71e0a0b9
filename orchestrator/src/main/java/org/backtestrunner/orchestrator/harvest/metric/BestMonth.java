package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** The largest monthly return. Undefined without a month that has a return. */
final class BestMonth implements Metric {

  @Override
  public String name() {
    return "best_month";
  }

  @Override
  public Unit unit() {
    return Unit.FRACTION;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return performance.months().map(MonthlyReturns::largest).orElse(OptionalDouble.empty());
  }
}
