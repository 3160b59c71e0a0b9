package org.backtestrunner.orchestrator.manifest;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.axis.GlobbedFiles;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.sample.Sample;
import org.backtestrunner.orchestrator.file.json.JsonObject;

/**
 * What a grid has spanned, as a manifest records it.
 *
 * @param source the grid's key in the config
 * @param combinations of its axes' values
 * @param leftOut what each of its conditions has left out of them, or of those that a sample has
 *     drawn where there are too many to be counted, in written order
 * @param sample how it was drawn, if it is a sample
 * @param globs what patterns have found
 * @param runs what was left
 */
public record Sweep(
    String source,
    BigInteger combinations,
    List<Grid.LeftOut> leftOut,
    Optional<Sample> sample,
    List<GlobbedFiles> globs,
    int runs) {
  public Sweep {
    leftOut = List.copyOf(leftOut);
    globs = List.copyOf(globs);
  }

  public static Sweep of(Grid grid) {
    return new Sweep(
        grid.source(),
        grid.combinations(),
        grid.leftOut(),
        grid.sample(),
        grid.globs(),
        grid.size());
  }

  JsonObject json() {
    return JsonObject.part()
        .put("source", source)
        .put("combinations", combinations)
        .put("left_out", leftOut.stream().map(Sweep::json).toList())
        .put("sample", sample.map(this::json))
        .put("globs", globs.stream().map(Sweep::json).toList())
        .put("runs", runs);
  }

  private JsonObject json(Sample drawn) {
    return JsonObject.part()
        .put("method", drawn.method().label())
        .put("seed", drawn.seed())
        .put("n", drawn.n())
        .put("taken", runs);
  }

  private static JsonObject json(GlobbedFiles glob) {
    return JsonObject.part()
        .put("parameter", glob.parameter())
        .put("pattern", glob.pattern())
        .put("files", glob.files());
  }

  private static JsonObject json(Grid.LeftOut each) {
    return JsonObject.part().put("where", each.where()).put("count", each.count());
  }
}
