package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** Equity after the last bar; account currency. */
final class FinalEquity implements Metric {

  @Override
  public String name() {
    return "final_equity";
  }

  @Override
  public Unit unit() {
    return Unit.MONEY;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    double[] equity = performance.equity();
    return Metric.ifFinite(equity[equity.length - 1]);
  }
}
