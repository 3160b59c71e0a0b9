package org.backtestrunner.orchestrator.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.harvest.metric.Trials;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.ledger.CountedTrials;
import org.backtestrunner.orchestrator.ledger.TrialsEver;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.walkforward.WalkForwards;

/**
 * All results of a batch, and what only all of them together can tell: the trials, by which Sharpe
 * ratios are deflated.
 *
 * @param results one a planned run, in plan order
 * @param trials by frequency; one without a defined Sharpe ratio has no entry
 * @param counted the trials beside those of earlier batches
 * @param comparisons by index of the run, the metrics that the benchmark gives it
 * @param walkForwards what was chosen among the runs, window by window
 */
public record BatchSummary(
    List<RunResult> results,
    Map<String, Trials> trials,
    CountedTrials counted,
    Map<Integer, Map<String, Number>> comparisons,
    WalkForwards walkForwards) {
  public BatchSummary {
    results = List.copyOf(results);
    trials = Collections.unmodifiableMap(new LinkedHashMap<>(trials));
    comparisons = Map.copyOf(comparisons);
  }

  public static BatchSummary of(List<RunResult> results) {
    Map<String, List<Trials.Run>> runs = new LinkedHashMap<>();
    for (RunResult result : results) {
      moments(result)
          .ifPresent(
              moments ->
                  runs.computeIfAbsent(frequency(result), freq -> new ArrayList<>())
                      .add(new Trials.Run(result.plan().paramsHash(), moments.sharpe())));
    }
    Map<String, Trials> trials = new LinkedHashMap<>();
    runs.forEach((freq, ofFrequency) -> trials.put(freq, Trials.of(ofFrequency)));
    return new BatchSummary(results, trials, CountedTrials.NONE, Map.of(), WalkForwards.NONE);
  }

  /** The same beside the trials of earlier batches. */
  public BatchSummary beside(CountedTrials ofLedger) {
    return new BatchSummary(results, trials, ofLedger, comparisons, walkForwards);
  }

  /** The same with what the benchmark gives each run. */
  public BatchSummary with(Map<Integer, Map<String, Number>> ofBenchmark) {
    return new BatchSummary(results, trials, counted, ofBenchmark, walkForwards);
  }

  /** The same with walk-forwards. */
  public BatchSummary with(WalkForwards all) {
    return new BatchSummary(results, trials, counted, comparisons, all);
  }

  private static Optional<ReturnMoments> moments(RunResult result) {
    return result.success().flatMap(success -> success.curve().moments());
  }

  private static String frequency(RunResult result) {
    return result.plan().normalised("freq");
  }

  /** How many bars make a year in all runs of a frequency; empty where they differ in it. */
  OptionalDouble barsPerYear(String freq) {
    double[] different =
        results.stream()
            .map(RunResult::plan)
            .filter(plan -> plan.normalised("freq").equals(freq))
            .mapToDouble(RunPlan::barsPerYear)
            .distinct()
            .toArray();
    return different.length == 1 ? OptionalDouble.of(different[0]) : OptionalDouble.empty();
  }

  /**
   * A run's metrics by name, with those that only a batch can know; none of a run that is no
   * success.
   */
  public Map<String, Number> metrics(RunResult result) {
    Map<String, Number> metrics = new LinkedHashMap<>();
    result.success().ifPresent(success -> metrics.putAll(success.metrics()));
    moments(result)
        .map(moments -> DeflatedSharpe.of(moments, trials.get(frequency(result))))
        .orElse(OptionalDouble.empty())
        .ifPresent(value -> metrics.put(DeflatedSharpe.NAME, value));
    deflatedEver(result).ifPresent(value -> metrics.put(DeflatedSharpe.EVER, value));
    metrics.putAll(comparisons.getOrDefault(result.plan().index(), Map.of()));
    return metrics;
  }

  private OptionalDouble deflatedEver(RunResult result) {
    Optional<TrialsEver> ever = counted.find(result.plan().index());
    return moments(result)
        .filter(moments -> ever.isPresent())
        .map(moments -> DeflatedSharpe.of(moments, ever.get().trials()))
        .orElse(OptionalDouble.empty());
  }

  /** The number of runs of every status, zeros too. */
  public Map<Status, Integer> counts() {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      counts.put(status, 0);
    }
    results.forEach(result -> counts.merge(result.status(), 1, Integer::sum));
    return counts;
  }
}
