package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** The smallest monthly return. Undefined without a month that has a return. */
final class WorstMonth implements Metric {

  @Override
  public String name() {
    return "worst_month";
  }

  @Override
  public Unit unit() {
    return Unit.FRACTION;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return performance.months().map(MonthlyReturns::smallest).orElse(OptionalDouble.empty());
  }
}
