package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * The probability that the true Sharpe ratio is above 0 (Bailey and López de Prado 2012, "The
 * Sharpe Ratio Efficient Frontier"), before the search is counted.
 */
final class ProbabilisticSharpe implements Metric {

  @Override
  public String name() {
    return "psr";
  }

  @Override
  public Unit unit() {
    return Unit.RATIO;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return ReturnMoments.of(performance)
        .map(moments -> DeflatedSharpe.probabilisticSharpe(moments, 0))
        .orElse(OptionalDouble.empty());
  }
}
