package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * What trading and holding cost a year as a share of mean equity. Undefined without that column.
 */
final class CostDrag implements Metric {

  @Override
  public String name() {
    return "cost_drag";
  }

  @Override
  public Unit unit() {
    return Unit.FRACTION;
  }

  @Override
  public boolean isSmallerBetter() {
    return true;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return performance
        .book()
        .flatMap(Book::cost)
        .map(
            cost ->
                Metric.ifFinite(
                    Series.sum(cost) / Series.mean(performance.equity()) / performance.years()))
        .orElse(OptionalDouble.empty());
  }
}
