package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** The share of the months with a return in which that is positive. */
final class PositiveMonths implements Metric {

  @Override
  public String name() {
    return "positive_months";
  }

  @Override
  public Unit unit() {
    return Unit.FRACTION;
  }

  @Override
  public int precision() {
    return 4;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return performance.months().map(MonthlyReturns::positiveShare).orElse(OptionalDouble.empty());
  }
}
