package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * Fourth standardised population moment of the returns, not in excess of that of a normal
 * distribution, which is 3. Undefined where the Sharpe ratio is.
 */
final class Kurtosis implements Metric {

  @Override
  public String name() {
    return "kurtosis";
  }

  @Override
  public Unit unit() {
    return Unit.RATIO;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return ReturnMoments.of(performance)
        .map(moments -> Metric.ifFinite(moments.kurtosis()))
        .orElse(OptionalDouble.empty());
  }
}
