package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * The longest time under water in calendar days: from the last bar at the running peak to the first
 * one that reaches it again, or to the last bar. 0 without a drawdown; undefined without dates.
 */
final class MaximumDrawdownDays implements Metric {

  @Override
  public String name() {
    return "max_dd_days";
  }

  @Override
  public Unit unit() {
    return Unit.COUNT;
  }

  @Override
  public boolean isSmallerBetter() {
    return true;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return performance
        .days()
        .map(days -> OptionalDouble.of(longest(performance.equity(), days)))
        .orElse(OptionalDouble.empty());
  }

  private static int longest(double[] equity, int[] days) {
    int longest = 0;
    int peak = 0;
    boolean isBelow = false;
    for (int bar = 1; bar < equity.length; bar++) {
      boolean reached = equity[bar] >= equity[peak];
      if (isBelow || !reached) {
        longest = Math.max(longest, days[bar] - days[peak]);
      }
      isBelow = !reached;
      peak = reached ? bar : peak;
    }
    return longest;
  }
}
