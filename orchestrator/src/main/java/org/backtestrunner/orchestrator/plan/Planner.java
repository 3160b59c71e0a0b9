package org.backtestrunner.orchestrator.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.run.Grid;
import org.backtestrunner.orchestrator.config.run.RunDeclaration;

/** Expands a config into its runs: first the single ones as written, then the grid. */
public final class Planner {
  private static final List<String> GRID_TAGS = List.of(RunPlan.GRID_TAG);

  private Planner() {}

  public static BatchPlan plan(BatchConfig config) {
    EffectiveParameters common = config.common();
    List<RunPlan> runs = new ArrayList<>();
    for (RunDeclaration run : config.runs().single()) {
      EffectiveParameters effective = run.over(common);
      runs.add(run(runs.size(), run.id(), run.tags(), run.overrides(), effective));
    }
    if (config.runs().grid().isPresent()) {
      Grid grid = config.runs().grid().get();
      for (int i = 0; i < grid.size(); i++) {
        Map<String, ParameterValue> overrides = grid.overrides(i);
        EffectiveParameters effective = common.with(overrides);
        runs.add(run(runs.size(), grid.id(i), GRID_TAGS, overrides, effective));
      }
    }
    return new BatchPlan(config, runs, PlanWarnings.of(config, runs));
  }

  private static RunPlan run(
      int index,
      String id,
      List<String> tags,
      Map<String, ParameterValue> overrides,
      EffectiveParameters effective) {
    Map<String, String> texts = new LinkedHashMap<>();
    overrides.forEach((name, value) -> texts.put(name, value.text()));
    return new RunPlan(index, id, tags, texts, effective, ParamsHash.of(effective));
  }
}
