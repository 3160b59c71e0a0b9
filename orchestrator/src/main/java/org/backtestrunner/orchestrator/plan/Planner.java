package org.backtestrunner.orchestrator.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.run.RunDeclaration;

/** Expands a config into its runs: first the single ones as written, then the grids. */
public final class Planner {
  private Planner() {}

  public static BatchPlan plan(BatchConfig config) {
    EffectiveParameters common = config.common();
    List<RunPlan> runs = new ArrayList<>();
    for (RunDeclaration run : config.runs().single()) {
      RunPlan.Source source = new RunPlan.Source(run.source(), Map.of());
      EffectiveParameters effective = run.over(common);
      runs.add(run(runs.size(), run.id(), run.tags(), run.overrides(), source, effective));
    }
    for (Grid grid : config.runs().grids()) {
      List<String> tags = new ArrayList<>(List.of(RunPlan.GRID_TAG));
      tags.addAll(grid.tags());
      for (int i = 0; i < grid.size(); i++) {
        Map<String, ParameterValue> overrides = grid.overrides(i);
        RunPlan.Source source = new RunPlan.Source(grid.source(), grid.labels(i));
        EffectiveParameters effective = common.with(overrides);
        runs.add(run(runs.size(), grid.id(i), tags, overrides, source, effective));
      }
    }
    return new BatchPlan(config, runs, RunSelection.ALL, PlanWarnings.of(config, runs));
  }

  private static RunPlan run(
      int index,
      String id,
      List<String> tags,
      Map<String, ParameterValue> overrides,
      RunPlan.Source source,
      EffectiveParameters effective) {
    Map<String, String> texts = new LinkedHashMap<>();
    overrides.forEach((name, value) -> texts.put(name, value.text()));
    return new RunPlan(index, id, tags, texts, source, effective, ParamsHash.of(effective));
  }
}
