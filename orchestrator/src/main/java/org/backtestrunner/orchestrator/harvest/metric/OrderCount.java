package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** The number of fills. Undefined without an orders file. */
final class OrderCount implements Metric {

  @Override
  public String name() {
    return "orders";
  }

  @Override
  public Unit unit() {
    return Unit.COUNT;
  }

  @Override
  public boolean needsOrders() {
    return true;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return performance
        .trading()
        .map(trading -> OptionalDouble.of(trading.orders()))
        .orElse(OptionalDouble.empty());
  }
}
