package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * Third standardised population moment of the returns: 0 for a normal distribution, negative where
 * large losses are more frequent than large gains. Undefined where the Sharpe ratio is.
 */
final class Skewness implements Metric {

  @Override
  public String name() {
    return "skewness";
  }

  @Override
  public Unit unit() {
    return Unit.RATIO;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return ReturnMoments.of(performance)
        .map(moments -> Metric.ifFinite(moments.skewness()))
        .orElse(OptionalDouble.empty());
  }
}
