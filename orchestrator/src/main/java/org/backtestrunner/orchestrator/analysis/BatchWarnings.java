package org.backtestrunner.orchestrator.analysis;

import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.BENCHMARK_UNUSABLE;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.FAILED_RUNS;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.IDENTICAL_EQUITY;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.INCOMPLETE_GRID;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.NO_BENCHMARK;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.NO_ORDERS;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.OUTSIDE_GROUP;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.RUN_WARNINGS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.analysis.BatchWarning.Draft;
import org.backtestrunner.orchestrator.analysis.BatchWarning.Kind;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Benchmark;
import org.backtestrunner.orchestrator.analysis.set.ParameterGrid;
import org.backtestrunner.orchestrator.analysis.set.Sets;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.harvest.output.Fingerprint;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;

/** What is doubtful about a batch, whichever of its runs is the best. */
final class BatchWarnings {
  private final Sets sets;
  private final List<BatchWarning> warnings = new ArrayList<>();

  private BatchWarnings(Sets sets) {
    this.sets = sets;
  }

  /**
   * All warnings in the order of their kinds.
   *
   * @param aboutBest those about the best run
   */
  static List<BatchWarning> of(Sets sets, List<BatchWarning> aboutBest) {
    BatchWarnings all = new BatchWarnings(sets);
    all.warnings.addAll(aboutBest);
    all.benchmark();
    all.failedRuns();
    all.identicalEquity();
    all.runs(NO_ORDERS, successes(sets).stream().filter(AnalysedRun::hasNoOrders).toList());
    all.runs(OUTSIDE_GROUP, sets.outside());
    sets.grids().forEach(all::incompleteGrid);
    all.runWarnings();
    all.warnings.sort(Comparator.comparing(BatchWarning::kind));
    return List.copyOf(all.warnings);
  }

  private static List<AnalysedRun> successes(Sets sets) {
    return sets.runs().stream().filter(run -> run.result().success().isPresent()).toList();
  }

  private void add(Draft warning) {
    warnings.add(warning.done());
  }

  private void benchmark() {
    if (sets.benchmark().isEmpty() && !sets.candidates().isEmpty()) {
      add(new Draft(NO_BENCHMARK));
    }
    sets.benchmark()
        .flatMap(Benchmark::obstacle)
        .ifPresent(
            obstacle ->
                add(
                    new Draft(BENCHMARK_UNUSABLE)
                        .put("run_id", sets.benchmark().get().run().id())
                        .put("reason", obstacle.label())));
  }

  private void failedRuns() {
    Map<String, Integer> causes = new LinkedHashMap<>();
    int count = 0;
    for (AnalysedRun run : sets.runs()) {
      if (run.result().failure().isPresent()) {
        causes.merge(run.result().failure().get().cause().label(), 1, Integer::sum);
        count++;
      }
    }
    if (count > 0) {
      add(new Draft(FAILED_RUNS).put("runs", count).put("causes", causes));
    }
  }

  private void identicalEquity() {
    Map<Fingerprint, List<AnalysedRun>> byCurve =
        successes(sets).stream()
            .filter(AnalysedRun::hasOrders)
            .collect(
                Collectors.groupingBy(
                    run -> run.equity().identity(), LinkedHashMap::new, Collectors.toList()));
    for (List<AnalysedRun> alike : byCurve.values()) {
      if (alike.stream().map(run -> run.plan().paramsHash()).distinct().limit(2).count() > 1) {
        add(
            new Draft(IDENTICAL_EQUITY)
                .put("run_ids", ids(alike))
                .put("parameters", differing(alike)));
      }
    }
  }

  /** The parameters that are not the same in all runs, where they count. */
  private static List<String> differing(List<AnalysedRun> runs) {
    return runs.get(0).plan().effective().sortedByName().stream()
        .filter(
            parameter ->
                runs.stream().map(run -> counted(run, parameter)).distinct().limit(2).count() > 1)
        .map(Parameter::name)
        .toList();
  }

  /** What stands in the hash of the parameters; nothing for a default. */
  private static String counted(AnalysedRun run, Parameter parameter) {
    EffectiveParameters parameters = run.plan().effective();
    return parameters.counts(parameter) && parameters.differsFromDefault(parameter)
        ? parameters.find(parameter).map(ParameterValue::normalised).orElse("")
        : "";
  }

  private void runs(Kind kind, List<AnalysedRun> runs) {
    if (!runs.isEmpty()) {
      add(new Draft(kind).put("run_ids", ids(runs)));
    }
  }

  private static List<String> ids(List<AnalysedRun> runs) {
    return runs.stream().map(AnalysedRun::id).toList();
  }

  private void incompleteGrid(ParameterGrid grid) {
    int present = (int) grid.runs().stream().filter(AnalysedRun::isCurve).count();
    if (present < grid.runs().size()) {
      add(
          new Draft(INCOMPLETE_GRID)
              .put("grid", grid.name())
              .put("planned", grid.runs().size())
              .put("present", present));
    }
  }

  private void runWarnings() {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    for (AnalysedRun run : sets.runs()) {
      Set<String> ofRun = new LinkedHashSet<>();
      for (RunWarning warning : run.result().trace().warnings()) {
        ofRun.add(warning.kind().label());
      }
      ofRun.forEach(kind -> kinds.merge(kind, 1, Integer::sum));
    }
    kinds.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(
            kind ->
                add(
                    new Draft(RUN_WARNINGS)
                        .put("warning", kind.getKey())
                        .put("runs", kind.getValue())));
  }
}
