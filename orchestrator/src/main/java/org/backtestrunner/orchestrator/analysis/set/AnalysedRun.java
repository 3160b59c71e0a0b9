package org.backtestrunner.orchestrator.analysis.set;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.harvest.Curve;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * A planned run as the statistics see it.
 *
 * @param metrics by name, with those that only a batch can know
 */
public record AnalysedRun(RunResult result, Map<String, Number> metrics) {
  private static final String SHARPE = "sharpe";
  private static final String ORDERS = "orders";
  private static final String BENCHMARK_TAG = "benchmark";

  /** From the worst to the best; equal ones in plan order. */
  private static final Comparator<AnalysedRun> BY_SHARPE =
      Comparator.comparingDouble(AnalysedRun::sharpe).thenComparingInt(AnalysedRun::index);

  public RunPlan plan() {
    return result.plan();
  }

  /** Its place in the plan. */
  public int index() {
    return plan().index();
  }

  public String id() {
    return plan().id();
  }

  public OptionalDouble metric(String name) {
    Number value = metrics.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
  }

  /** Whether the run succeeded and has a Sharpe ratio. */
  public boolean isCurve() {
    return result.success().isPresent() && metrics.containsKey(SHARPE);
  }

  /** The annualised Sharpe ratio of a curve. */
  public double sharpe() {
    return metrics.get(SHARPE).doubleValue();
  }

  /** What is kept of a success's equity. */
  public Curve equity() {
    return result.success().map(Success::curve).orElseThrow();
  }

  /** Whether it is known that the run has never traded. */
  public boolean hasNoOrders() {
    return metric(ORDERS).equals(OptionalDouble.of(0));
  }

  /** Whether it is known that the run has traded. */
  public boolean hasOrders() {
    return metric(ORDERS).orElse(0) > 0;
  }

  boolean isTaggedBenchmark() {
    return plan().tags().contains(BENCHMARK_TAG);
  }

  /** How many days make a year of the run. */
  public double daysPerYear() {
    return plan().barsPerYear() / plan().barsPerDay();
  }

  /** The calendar of a success. */
  public CurveCalendar calendar() {
    return new CurveCalendar(
        plan().normalised("freq"),
        plan().barsPerYear(),
        plan().barsPerDay(),
        equity().dates(),
        equity().calendar());
  }

  /** The lower median by Sharpe ratio; empty of none. */
  static Optional<AnalysedRun> lowerMedian(List<AnalysedRun> curves) {
    List<AnalysedRun> sorted = curves.stream().sorted(BY_SHARPE).toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
  }
}
