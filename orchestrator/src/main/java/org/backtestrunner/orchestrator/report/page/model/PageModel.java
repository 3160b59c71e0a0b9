package org.backtestrunner.orchestrator.report.page.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.Contender;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Benchmark;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.manifest.Artifact;
import org.backtestrunner.orchestrator.report.page.curve.Curves;
import org.backtestrunner.orchestrator.report.statistics.RunLabels;

/**
 * All that a page shows of a batch.
 *
 * @param metric what ranking and heat maps show first
 * @param isLinked whether the page stands in the batch's directory, so that it can link to files
 */
public record PageModel(
    BatchAnalysis analysis,
    Curves curves,
    PageOrigin origin,
    RunColumn metric,
    boolean isLinked,
    RunLabels labels,
    List<AnalysedRun> ranking,
    Map<Integer, Integer> rows,
    List<GridView> grids) {

  public PageModel {
    ranking = List.copyOf(ranking);
    rows = Map.copyOf(rows);
    grids = List.copyOf(grids);
  }

  public static PageModel of(
      BatchAnalysis analysis,
      Curves curves,
      PageOrigin origin,
      RunColumn metric,
      boolean isLinked) {
    List<AnalysedRun> ranking =
        analysis.sets().runs().stream().sorted(order(analysis, metric)).toList();
    Map<Integer, Integer> rows = new HashMap<>();
    ranking.forEach(run -> rows.put(run.index(), rows.size()));
    return new PageModel(
        analysis,
        curves,
        origin,
        metric,
        isLinked,
        new RunLabels(analysis.sets()),
        ranking,
        rows,
        analysis.sensitivities().stream().map(GridView::of).toList());
  }

  /** The same with other curves. */
  public PageModel with(Curves others) {
    return new PageModel(analysis, others, origin, metric, isLinked, labels, ranking, rows, grids);
  }

  /** The best first; then those without the number; last those that did not succeed. */
  private static Comparator<AnalysedRun> order(BatchAnalysis analysis, RunColumn metric) {
    double sign = metric.isSmallerBetter() ? 1 : -1;
    Comparator<AnalysedRun> byValue =
        Comparator.comparingDouble(
            run -> {
              OptionalDouble value = metric.value(analysis, run);
              return value.isPresent() ? sign * value.getAsDouble() : Double.POSITIVE_INFINITY;
            });
    return Comparator.comparing((AnalysedRun run) -> run.result().success().isEmpty())
        .thenComparing(byValue)
        .thenComparingInt(AnalysedRun::index);
  }

  public String label(AnalysedRun run) {
    return labels.of(run);
  }

  /** A run's place in the ranking, from 0. */
  public int row(AnalysedRun run) {
    return rows.get(run.index());
  }

  /** What comes after {@code #run=} and {@code #fail-}. */
  public static String number(AnalysedRun run) {
    String digits = Integer.toString(run.index());
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  public Optional<AnalysedRun> best() {
    return analysis.best().map(Contender::run);
  }

  public Optional<AnalysedRun> benchmark() {
    return analysis.sets().benchmark().map(Benchmark::run);
  }

  public boolean isBest(AnalysedRun run) {
    return best().map(AnalysedRun::index).equals(Optional.of(run.index()));
  }

  public boolean isBenchmark(AnalysedRun run) {
    return benchmark().map(AnalysedRun::index).equals(Optional.of(run.index()));
  }

  /** The run that the drill-down shows first; empty where no run has a curve. */
  public Optional<AnalysedRun> shown() {
    return best()
        .filter(this::hasCurve)
        .or(() -> ranking.stream().filter(this::hasCurve).findFirst());
  }

  public boolean hasCurve(AnalysedRun run) {
    return curves.samples().containsKey(run.index());
  }

  /** The files of a run that are there, as paths below its directory. */
  public List<String> files(AnalysedRun run) {
    return Stream.concat(
            Stream.of("run_manifest.json", "run.log"),
            run.result().success().map(Success::artifacts).orElse(List.of()).stream()
                .filter(artifact -> !artifact.cleaned())
                .map(Artifact::path))
        .toList();
  }

  /** A relative path as a link to it. */
  public static String link(String path) {
    return Stream.of(path.split("/"))
        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
