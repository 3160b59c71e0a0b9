package org.backtestrunner.orchestrator.report.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.CurveFacts;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Sets;
import org.backtestrunner.orchestrator.analysis.statistic.BenchmarkComparison;
import org.backtestrunner.orchestrator.analysis.statistic.BenchmarkMetric;
import org.backtestrunner.orchestrator.analysis.statistic.Concentration;
import org.backtestrunner.orchestrator.file.json.JsonObject;

/** The array {@code runs}: which sets each planned run is in, and what only a batch knows of it. */
final class RunMembers {
  private final BatchAnalysis analysis;
  private final Set<Integer> group;
  private final Set<Integer> eligible;
  private final Set<Integer> candidates;
  private final Map<Integer, Integer> columns = new HashMap<>();

  RunMembers(BatchAnalysis analysis) {
    this.analysis = analysis;
    Sets sets = analysis.sets();
    this.group = Sets.indices(sets.group());
    this.eligible = Sets.indices(sets.eligible());
    this.candidates = Sets.indices(sets.candidates());
    sets.columns().forEach(run -> columns.put(run.index(), columns.size() + 1));
  }

  List<JsonObject> json() {
    return analysis.sets().runs().stream().map(this::run).toList();
  }

  private JsonObject run(AnalysedRun run) {
    CurveFacts facts = analysis.curve(run);
    boolean isOfGroup = group.contains(run.index());
    Members members =
        Members.part()
            .put("run_id", run.id())
            .put("run_index", run.index())
            .put("in_group", isOfGroup)
            .put("eligible", eligible.contains(run.index()))
            .put("candidate", candidates.contains(run.index()));
    if (columns.containsKey(run.index())) {
      members.put("column", columns.get(run.index()));
    }
    facts
        .record()
        .ifPresent(
            record ->
                members
                    .put("first_half_sharpe", record.firstHalfSharpe())
                    .put("second_half_sharpe", record.secondHalfSharpe()));
    if (isOfGroup && analysis.sets().usableBenchmark().isPresent()) {
      members.put(
          "probability_above_benchmark",
          facts
              .comparison()
              .map(BenchmarkComparison::probabilityAbove)
              .orElse(OptionalDouble.empty()));
    }
    facts.comparison().map(BenchmarkMetric::of).ifPresent(all -> all.forEach(members::put));
    facts.record().flatMap(CurveFacts.Record::concentration).ifPresent(c -> put(members, c));
    if (run.isCurve()) {
      analysis
          .sets()
          .gridOf(run)
          .ifPresent(grid -> ContenderJson.put(members, grid.neighbourhood(run)));
    }
    return members.json();
  }

  private static void put(Members members, Concentration concentration) {
    members
        .put("top_5_share", concentration.topFiveShare())
        .put("top_10_share", concentration.topTenShare())
        .put("return_without_top_5", concentration.withoutTopFive())
        .put("return_without_top_10", concentration.withoutTopTen())
        .put("best_year", concentration.bestYear())
        .put("best_year_share", concentration.bestYearShare());
  }
}
