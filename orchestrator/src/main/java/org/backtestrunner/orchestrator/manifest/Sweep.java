package org.backtestrunner.orchestrator.manifest;

import java.util.List;
import org.backtestrunner.orchestrator.config.run.Grid;
import org.backtestrunner.orchestrator.file.json.JsonObject;

/**
 * What a grid has spanned, as a manifest records it.
 *
 * @param source the grid's key in the config
 * @param combinations of its axes' values
 * @param leftOut what each of its conditions has left out of them, in written order
 * @param runs what was left
 */
public record Sweep(String source, int combinations, List<Grid.LeftOut> leftOut, int runs) {
  public Sweep {
    leftOut = List.copyOf(leftOut);
  }

  public static Sweep of(String source, Grid grid) {
    return new Sweep(source, grid.combinations(), grid.leftOut(), grid.size());
  }

  JsonObject json() {
    return JsonObject.part()
        .put("source", source)
        .put("combinations", combinations)
        .put("left_out", leftOut.stream().map(Sweep::json).toList())
        .put("runs", runs);
  }

  private static JsonObject json(Grid.LeftOut each) {
    return JsonObject.part().put("where", each.where()).put("count", each.count());
  }
}
