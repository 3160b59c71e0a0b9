package org.backtestrunner.orchestrator.report.walkforward;

import java.util.List;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.walkforward.WalkForward;
import org.backtestrunner.orchestrator.walkforward.WalkForwardWarning;
import org.backtestrunner.orchestrator.walkforward.WalkForwards;

/** Walk-forwards as members of the summary, in full precision. */
public final class WalkForwardJson {
  private WalkForwardJson() {}

  /** An object for each. */
  public static List<JsonObject> of(WalkForwards walkForwards) {
    return walkForwards.all().stream().map(WalkForwardJson::json).toList();
  }

  private static JsonObject json(WalkForward each) {
    JsonObject members = JsonObject.part();
    for (WalkForwardColumn<WalkForward> column : WalkForwardColumn.OF_WALK_FORWARDS) {
      column
          .value()
          .apply(each)
          .ifPresent(
              value ->
                  members.put(
                      column.name(), value instanceof Double number ? number + 0.0 : value));
    }
    return members
        .put("for_each", each.plan().forEach())
        .put("stability", each.stability())
        .put("warnings", each.warnings().stream().map(WalkForwardJson::json).toList());
  }

  private static JsonObject json(WalkForwardWarning warning) {
    return JsonObject.part().put("kind", warning.kind().label()).put("text", warning.text());
  }
}
