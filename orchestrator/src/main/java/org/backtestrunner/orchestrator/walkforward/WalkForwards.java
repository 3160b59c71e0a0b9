package org.backtestrunner.orchestrator.walkforward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.harvest.metric.Trials;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/**
 * The walk-forwards of a batch.
 *
 * @param all in the order of the config
 * @param parameters that differ between the candidates of one of them at least, in the worker's
 *     order
 */
public record WalkForwards(List<WalkForward> all, List<String> parameters) {
  /** Those of a batch that has none. */
  public static final WalkForwards NONE = new WalkForwards(List.of(), List.of());

  public WalkForwards {
    all = List.copyOf(all);
    parameters = List.copyOf(parameters);
  }

  /**
   * Reads the results of the candidates again.
   *
   * @param results one of each planned run, in plan order
   * @throws IOException where a file that was harvested can no longer be read
   */
  public static WalkForwards of(
      List<WalkForwardPlan> plans, List<RunResult> results, BatchDirectory directory)
      throws IOException {
    if (plans.isEmpty()) {
      return NONE;
    }
    List<String> parameters = differing(plans, results);
    Map<List<Integer>, List<WalkForwardPlan>> byCandidates = new LinkedHashMap<>();
    for (WalkForwardPlan plan : plans) {
      byCandidates.computeIfAbsent(plan.candidates(), key -> new ArrayList<>()).add(plan);
    }
    List<WalkForward> all = new ArrayList<>();
    for (Map.Entry<List<Integer>, List<WalkForwardPlan>> set : byCandidates.entrySet()) {
      List<RunResult> candidates = set.getKey().stream().map(results::get).toList();
      all.addAll(new Evaluation(candidates, parameters, directory).of(set.getValue()));
    }
    return new WalkForwards(deflated(all), parameters);
  }

  /**
   * The same with their Sharpe ratios deflated by all trials that somebody remembers.
   *
   * @param remembered gives that of one; empty where it is not known
   */
  WalkForwards withDeflatedSharpeEver(Function<WalkForward, OptionalDouble> remembered) {
    return new WalkForwards(
        all.stream().map(each -> each.withDeflatedSharpeEver(remembered.apply(each))).toList(),
        parameters);
  }

  private static List<String> differing(List<WalkForwardPlan> plans, List<RunResult> results) {
    List<String> names = new ArrayList<>();
    for (Parameter parameter : results.get(0).plan().effective().parameters()) {
      boolean differs =
          plans.stream()
              .map(WalkForwardPlan::candidates)
              .distinct()
              .anyMatch(
                  candidates ->
                      candidates.stream()
                              .map(index -> results.get(index).plan().find(parameter.name()))
                              .distinct()
                              .limit(2)
                              .count()
                          > 1);
      if (differs) {
        names.add(parameter.name());
      }
    }
    return names;
  }

  /** Each choice was made before its returns: only the walk-forwards themselves are trials. */
  private static List<WalkForward> deflated(List<WalkForward> all) {
    Map<String, List<Trials.Run>> runs = new HashMap<>();
    for (WalkForward each : all) {
      each.moments()
          .ifPresent(
              moments ->
                  runs.computeIfAbsent(each.freq(), freq -> new ArrayList<>())
                      .add(new Trials.Run(each.plan().id(), moments.sharpe())));
    }
    Map<String, Trials> trials = new HashMap<>();
    runs.forEach((freq, ofFreq) -> trials.put(freq, Trials.of(ofFreq)));
    return all.stream()
        .map(
            each ->
                each.withDeflatedSharpe(
                    each.moments()
                        .map(moments -> DeflatedSharpe.of(moments, trials.get(each.freq())))
                        .orElse(OptionalDouble.empty())))
        .toList();
  }
}
