package org.backtestrunner.orchestrator.walkforward;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.ledger.BatchTrials;
import org.backtestrunner.orchestrator.ledger.CountedTrials;
import org.backtestrunner.orchestrator.ledger.TrialFamily;

/** The walk-forwards of a batch as trials of its ledger. */
public final class WalkForwardTrials {
  private final WalkForwards walkForwards;
  private final Map<String, TrialFamily> families;

  private WalkForwardTrials(WalkForwards walkForwards, Map<String, TrialFamily> families) {
    this.walkForwards = walkForwards;
    this.families = families;
  }

  /**
   * Adds those with a Sharpe ratio to the trials of their batch, which are not yet recorded.
   *
   * @param results one of each planned run, in plan order
   */
  public static WalkForwardTrials addTo(
      BatchTrials trials, WalkForwards walkForwards, List<RunResult> results) {
    Map<String, TrialFamily> families = new HashMap<>();
    for (WalkForward each : walkForwards.all()) {
      each.moments()
          .flatMap(
              moments ->
                  trials.addWalkForward(
                      each.plan().id(),
                      settings(each.plan()),
                      each.plan().candidates().stream()
                          .map(index -> results.get(index).plan())
                          .toList(),
                      moments))
          .ifPresent(family -> families.put(each.plan().id(), family));
    }
    return new WalkForwardTrials(walkForwards, families);
  }

  /** All that says how one chooses, but for its candidates. */
  private static Map<String, String> settings(WalkForwardPlan plan) {
    return Map.of(
        "anchored", String.valueOf(plan.anchored()),
        "in_sample", plan.inSample().toString(),
        "min_orders", String.valueOf(plan.minOrders()),
        "out_of_sample", plan.outOfSample().toString(),
        "purge", String.valueOf(plan.purge()),
        "select", plan.select().label());
  }

  /** The walk-forwards deflated by all that were ever tried on the same data. */
  public WalkForwards beside(CountedTrials counted) {
    return walkForwards.withDeflatedSharpeEver(each -> deflated(each, counted));
  }

  private OptionalDouble deflated(WalkForward walkForward, CountedTrials counted) {
    return Optional.ofNullable(families.get(walkForward.plan().id()))
        .flatMap(counted::find)
        .map(ever -> DeflatedSharpe.of(walkForward.moments().orElseThrow(), ever.trials()))
        .orElse(OptionalDouble.empty());
  }
}
