package org.backtestrunner.orchestrator.walkforward;

import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.config.walkforward.SelectionMetric;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.harvest.metric.Metric;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.harvest.metric.Performance;

/**
 * What is kept of one candidate in one fold. A number that is undefined is NaN.
 *
 * @param isEligible whether it may be chosen
 * @param value by which it is chosen
 * @param sharpe in sample
 * @param totalReturn in sample
 * @param logGrowth in sample: the sum of ln(1 + r)
 * @param returns the number of returns in sample
 * @param outValue by which it is ranked out of sample; undefined where it has nothing left there
 */
record Slice(
    boolean isEligible,
    double value,
    double sharpe,
    double totalReturn,
    double logGrowth,
    int returns,
    double outValue) {

  /** Values that differ by less are the same. */
  private static final double SCALE = 1e8;

  /**
   * @param hasOrders whether it has enough of them in sample
   */
  static Slice of(WalkForwardPlan plan, Window window, CandidateCurve curve, boolean hasOrders) {
    double outValue =
        window.outBars() > 0 && curve.isAbove0(window.outFrom(), window.outFrom())
            ? value(plan.select().label(), curve.window(window.outFrom(), window.outTo()))
            : Double.NaN;
    if (window.inBars() == 0) {
      return new Slice(false, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, outValue);
    }
    Performance in = curve.window(window.inFrom(), window.inTo());
    double value = value(plan.select().label(), in);
    double logGrowth = 0;
    for (double each : in.returns()) {
      logGrowth += StrictMath.log1p(each);
    }
    return new Slice(
        hasOrders && !Double.isNaN(value) && curve.isAbove0(window.inFrom(), window.inTo()),
        value,
        value("sharpe", in),
        value("total_return", in),
        logGrowth,
        in.returns().length,
        outValue);
  }

  private static double value(String metric, Performance performance) {
    return Metrics.named(metric).of(performance).orElse(Double.NaN);
  }

  /** A value as it is compared, so that more is better. */
  static double compared(double value, SelectionMetric select) {
    Metric metric = Metrics.named(select.label());
    return Math.rint(SCALE * value) * (metric.isSmallerBetter() ? -1 : 1);
  }

  static OptionalDouble defined(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
