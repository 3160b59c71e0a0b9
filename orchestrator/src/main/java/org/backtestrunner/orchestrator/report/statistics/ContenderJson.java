package org.backtestrunner.orchestrator.report.statistics;

import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.analysis.BatchWarning;
import org.backtestrunner.orchestrator.analysis.Contender;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Neighbourhood;
import org.backtestrunner.orchestrator.analysis.statistic.BenchmarkComparison;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.harvest.output.NameShare;

/** The objects {@code best} and {@code robust}. */
final class ContenderJson {
  private ContenderJson() {}

  static JsonObject of(Contender contender) {
    AnalysedRun run = contender.run();
    Members members =
        Members.part()
            .put("run_id", run.id())
            .put("run_index", run.index())
            .put("params", run.plan().overrides())
            .put("sharpe", run.sharpe())
            .put("deflated_sharpe", run.metric("deflated_sharpe"))
            .put("deflated_sharpe_luck_only", contender.luckOnly())
            .put("deflated_sharpe_effective", contender.atEffectiveNumber())
            .put("psr", run.metric("psr"))
            .put("benchmark_difference", contender.benchmarkDifference())
            .put(
                "information_ratio",
                contender
                    .comparison()
                    .map(BenchmarkComparison::informationRatio)
                    .orElse(OptionalDouble.empty()))
            .put(
                "probability_above_benchmark",
                contender
                    .comparison()
                    .map(BenchmarkComparison::probabilityAbove)
                    .orElse(OptionalDouble.empty()))
            .put("minimum_track_record_days", contender.record().minimumReturns())
            .put("minimum_backtest_years", contender.minimumBacktestYears())
            .put("first_half_sharpe", contender.record().firstHalfSharpe())
            .put("second_half_sharpe", contender.record().secondHalfSharpe());
    contender.neighbourhood().ifPresent(around -> put(members, around));
    return members
        .put("largest_name", contender.largestName().map(NameShare::symbol))
        .put("largest_name_share", contender.largestName().map(NameShare::share))
        .put(
            "warnings",
            contender.warnings().stream()
                .map(BatchWarning::kind)
                .distinct()
                .map(BatchWarning.Kind::label)
                .toList())
        .json();
  }

  static void put(Members members, Neighbourhood around) {
    members
        .put("neighbours", around.steps().size())
        .put("neighbours_mean", around.mean())
        .put("smooth", around.smooth());
  }
}
