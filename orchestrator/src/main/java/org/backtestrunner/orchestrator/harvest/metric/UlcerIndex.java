package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * Root mean square of the drawdowns in percent of the running peak, over all bars (Martin and
 * McCann 1989).
 */
final class UlcerIndex implements Metric {

  @Override
  public String name() {
    return "ulcer_index";
  }

  @Override
  public Unit unit() {
    return Unit.PERCENT;
  }

  @Override
  public int precision() {
    return 4;
  }

  @Override
  public boolean isSmallerBetter() {
    return true;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    double[] equity = performance.equity();
    double peak = Double.NEGATIVE_INFINITY;
    double squares = 0;
    for (double value : equity) {
      peak = Math.max(peak, value);
      double percent = 100 * (value / peak - 1);
      squares += percent * percent;
    }
    return Metric.ifFinite(Math.sqrt(squares / equity.length));
  }
}
