package org.backtestrunner.orchestrator.plan;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The runs of a batch that compute the same as another one and so need no worker of their own.
 *
 * @param sources the run whose result each of them has, by its index
 */
public record IdenticalRuns(Map<Integer, RunPlan> sources) {
  public IdenticalRuns {
    sources = Map.copyOf(sources);
  }

  /**
   * Of identical runs that have no result yet, all have that of one that has, or else of the first.
   *
   * @param hasResult whether a run's result is there before the batch begins
   */
  public static IdenticalRuns of(List<RunPlan> runs, Predicate<RunPlan> hasResult) {
    Map<String, RunPlan> sources = new HashMap<>();
    runs.stream().filter(hasResult).forEach(run -> sources.putIfAbsent(run.paramsHash(), run));
    runs.forEach(run -> sources.putIfAbsent(run.paramsHash(), run));
    Map<Integer, RunPlan> shared = new LinkedHashMap<>();
    for (RunPlan run : runs) {
      RunPlan source = sources.get(run.paramsHash());
      if (source.index() != run.index() && !hasResult.test(run)) {
        shared.put(run.index(), source);
      }
    }
    return new IdenticalRuns(shared);
  }

  /** The run whose result a run has; empty where it has its own. */
  public Optional<RunPlan> source(RunPlan run) {
    return Optional.ofNullable(sources.get(run.index()));
  }
}
