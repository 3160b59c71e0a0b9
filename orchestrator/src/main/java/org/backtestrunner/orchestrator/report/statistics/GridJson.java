package org.backtestrunner.orchestrator.report.statistics;

import org.backtestrunner.orchestrator.analysis.Sensitivity;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Axis;
import org.backtestrunner.orchestrator.analysis.set.ParameterGrid;
import org.backtestrunner.orchestrator.file.json.JsonObject;

/** An object of the array {@code grids}. */
final class GridJson {
  private GridJson() {}

  static JsonObject of(Sensitivity sensitivity) {
    ParameterGrid grid = sensitivity.grid();
    JsonObject effects = JsonObject.part();
    for (Sensitivity.Effect effect : sensitivity.effects()) {
      effects.put(effect.metric().label(), effect(effect));
    }
    return Members.part()
        .put("name", grid.name())
        .put("planned", grid.runs().size())
        .put("present", (int) grid.runs().stream().filter(AnalysedRun::isCurve).count())
        .put("axes", grid.axes().stream().map(GridJson::axis).toList())
        .put("effects", effects)
        .json();
  }

  private static JsonObject axis(Axis axis) {
    return Members.part()
        .put("name", axis.name())
        .put("label", axis.isLabel())
        .put("ordered", axis.isOrdered())
        .put("assumption", axis.isAssumption())
        .put("values", axis.values())
        .json();
  }

  private static JsonObject effect(Sensitivity.Effect effect) {
    Members etaSquared = Members.part();
    effect.axes().forEach(axis -> etaSquared.put(axis.axis().name(), axis.etaSquared()));
    return Members.part()
        .put("n", effect.count())
        .put("complete", effect.complete())
        .put("eta_squared", etaSquared.json())
        .put("rest", effect.rest())
        .json();
  }
}
