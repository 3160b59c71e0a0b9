package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/** Mean of the returns that are no better than the value at risk (Rockafellar and Uryasev 2000). */
final class ConditionalValueAtRisk implements Metric {
  private final Metric valueAtRisk = new ValueAtRisk();

  @Override
  public String name() {
    return "cvar_95";
  }

  @Override
  public Unit unit() {
    return Unit.FRACTION;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    OptionalDouble bound = valueAtRisk.of(performance);
    if (bound.isEmpty()) {
      return bound;
    }
    double sum = 0;
    int count = 0;
    for (double value : performance.returns()) {
      if (value <= bound.getAsDouble()) {
        sum += value;
        count++;
      }
    }
    return Metric.ifFinite(sum / count);
  }
}
