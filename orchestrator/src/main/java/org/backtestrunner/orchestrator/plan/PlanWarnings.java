package org.backtestrunner.orchestrator.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.run.RunSet;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.config.walkforward.WindowLength;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;

/** What is allowed and yet probably not meant. */
final class PlanWarnings {
  private static final int MOST_GROUPS = 5;
  private static final int MOST_IDS = 5;

  private PlanWarnings() {}

  static List<String> of(BatchConfig config, List<RunPlan> runs) {
    List<String> warnings = new ArrayList<>();
    List<RunPlan> single = runs.subList(0, config.runs().single().size());
    List<RunPlan> spanned = runs.subList(config.runs().single().size(), runs.size());
    warnings.addAll(withoutEffect(single, "override", "it changes nothing there"));
    warnings.addAll(
        withoutEffect(spanned, "grid axis", "runs that differ only in it are identical"));
    warnings.addAll(settings(config.runs()));
    warnings.addAll(identical(runs));
    warnings.addAll(walkForwards(config, runs));
    return warnings;
  }

  /** What the command line sets and some runs set themselves. */
  private static List<String> settings(RunSet runs) {
    List<String> warnings = new ArrayList<>();
    runs.settings()
        .forEach(
            (name, text) -> {
              int others = runs.settingThemselves(name);
              if (others > 0) {
                warnings.add(
                    "--set %s=%s has no effect on %d of %d runs, which set %s themselves"
                        .formatted(name, text, others, runs.size(), name));
              }
            });
    return warnings;
  }

  /** Overrides that cannot change the result of a run that sets them. */
  private static List<String> withoutEffect(List<RunPlan> runs, String what, String consequence) {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    for (RunPlan run : runs) {
      for (String name : run.overrides().keySet()) {
        Parameter parameter = run.effective().parameter(name);
        if (!run.effective().counts(parameter)) {
          String reason =
              run.effective().isUsed(parameter)
                  ? "counts only where %s differs from its default"
                      .formatted(parameter.onlyWith().orElseThrow())
                  : "is not used by strategy " + run.strategy();
          ids.computeIfAbsent(what + " " + name + " " + reason, key -> new ArrayList<>())
              .add(run.id());
        }
      }
    }
    List<String> warnings = new ArrayList<>();
    ids.forEach((text, of) -> warnings.add(text + ", so " + consequence + ": " + list(of)));
    return warnings;
  }

  private static List<String> identical(List<RunPlan> runs) {
    Map<String, List<String>> byHash = new LinkedHashMap<>();
    for (RunPlan run : runs) {
      byHash.computeIfAbsent(run.paramsHash(), hash -> new ArrayList<>()).add(run.id());
    }
    List<String> warnings = new ArrayList<>();
    byHash.values().removeIf(ids -> ids.size() == 1);
    byHash.entrySet().stream()
        .limit(MOST_GROUPS)
        .map(
            group ->
                "identical runs (params hash %s) count as one trial: %s"
                    .formatted(group.getKey(), list(group.getValue())))
        .forEach(warnings::add);
    if (byHash.size() > MOST_GROUPS) {
      warnings.add("and " + (byHash.size() - MOST_GROUPS) + " more groups of identical runs");
    }
    return warnings;
  }

  /** Windows with few bars, and choices that cannot be made. */
  private static Set<String> walkForwards(BatchConfig config, List<RunPlan> runs) {
    Set<String> warnings = new LinkedHashSet<>();
    for (WalkForwardPlan each : config.walkForwards()) {
      double barsPerDay = runs.get(each.candidates().get(0)).barsPerDay();
      int fewestIn = WalkForwardPlan.FEWEST_BARS_IN_SAMPLE;
      int fewestOut = WalkForwardPlan.FEWEST_BARS_OUT_OF_SAMPLE;
      few("in_sample", each.inSample(), barsPerDay, fewestIn).ifPresent(warnings::add);
      few("out_of_sample", each.outOfSample(), barsPerDay, fewestOut).ifPresent(warnings::add);
      if (each.minOrders() > 0 && !config.outputs().files().contains(ResultFile.ORDERS)) {
        warnings.add(
            "walk_forward: min_orders counts orders, which outputs leaves out, so no run can be"
                + " chosen");
      }
    }
    return warnings;
  }

  private static Optional<String> few(
      String key, WindowLength length, double barsPerDay, int fewest) {
    long bars = Math.round(length.bars(barsPerDay));
    return bars < fewest
        ? Optional.of(
            "walk_forward: %s %s is about %d bars, and fewer than %d say little"
                .formatted(key, length, bars, fewest))
        : Optional.empty();
  }

  private static String list(List<String> ids) {
    String first = ids.stream().limit(MOST_IDS).collect(Collectors.joining(", "));
    return ids.size() <= MOST_IDS ? first : first + " and " + (ids.size() - MOST_IDS) + " more";
  }
}
