package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * Mean return over the root mean square of the negative returns, annualised (Sortino and Price
 * 1994, target 0). Both means are over all returns. Undefined without a negative return.
 */
final class Sortino implements Metric {

  @Override
  public String name() {
    return "sortino";
  }

  @Override
  public Unit unit() {
    return Unit.RATIO;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    double[] returns = performance.returns();
    double squares = 0;
    for (double value : returns) {
      double loss = Math.min(value, 0);
      squares += loss * loss;
    }
    double downsideDeviation = Math.sqrt(squares / returns.length);
    double annualised = Series.mean(returns) * Math.sqrt(performance.barsPerYear());
    return Metric.ifFinite(annualised / downsideDeviation);
  }
}
