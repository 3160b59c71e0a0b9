package org.backtestrunner.orchestrator.report.statistics;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.BatchWarning;
import org.backtestrunner.orchestrator.analysis.TrialFacts;
import org.backtestrunner.orchestrator.analysis.Verdict;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Benchmark;
import org.backtestrunner.orchestrator.analysis.set.CurveCalendar;
import org.backtestrunner.orchestrator.analysis.set.Sets;
import org.backtestrunner.orchestrator.analysis.statistic.Overfitting;
import org.backtestrunner.orchestrator.file.json.JsonObject;

/** {@code batch_statistics.json}: every statistic over the runs of a batch, in full precision. */
final class StatisticsJson {
  private StatisticsJson() {}

  static void write(Path file, String batchName, BatchAnalysis analysis) {
    Sets sets = analysis.sets();
    Members members =
        Members.file()
            .put("batch_name", batchName)
            .put("group", sets.calendar().map(calendar -> group(calendar, sets)))
            .put("benchmark", sets.benchmark().map(StatisticsJson::benchmark))
            .put(
                "candidates",
                Members.part()
                    .put("count", sets.candidates().size())
                    .put("columns", sets.columns().size())
                    .put("eligible", sets.eligible().size())
                    .json())
            .put("trials", analysis.trials().map(StatisticsJson::trials))
            .put("best", analysis.best().map(ContenderJson::of))
            .put("robust", analysis.robust().map(ContenderJson::of))
            .put("pbo", analysis.overfitting().map(found -> overfitting(found, sets.columns())))
            .put("runs", new RunMembers(analysis).json())
            .put("grids", analysis.sensitivities().stream().map(GridJson::of).toList())
            .put("warnings", analysis.warnings().stream().map(StatisticsJson::warning).toList())
            .put("verdict", verdict(analysis.verdict()));
    members.json().writeTo(file);
  }

  private static JsonObject group(CurveCalendar calendar, Sets sets) {
    AnalysedRun first = sets.group().get(0);
    return Members.part()
        .put("freq", calendar.freq())
        .put("bars_per_year", calendar.barsPerYear())
        .put("days_per_year", calendar.daysPerYear())
        .put("start_date", first.equity().firstDate().toString())
        .put("end_date", first.equity().lastDate().toString())
        .put("dates", calendar.dates())
        .put("returns", calendar.returns())
        .put("years", calendar.years())
        .put("curves", sets.group().size())
        .put("outside", sets.outside().size())
        .json();
  }

  private static JsonObject benchmark(Benchmark benchmark) {
    return Members.part()
        .put("run_id", benchmark.run().id())
        .put("run_index", benchmark.run().index())
        .put("chosen_by", benchmark.choice().label())
        .put("usable", benchmark.isUsable())
        .put("sharpe", benchmark.run().metric("sharpe"))
        .json();
  }

  private static JsonObject trials(TrialFacts trials) {
    return Members.part()
        .put("n", trials.trials().count())
        .put("sharpe_std", trials.sharpeDeviation())
        .put("expected_max_sharpe", trials.expectedMaximumSharpe())
        .put("correlated_curves", trials.correlatedCurves())
        .put("mean_correlation", trials.meanCorrelation())
        .put("n_effective", trials.effective())
        .put("luck_sharpe_std", trials.luckDeviation())
        .put("spread", trials.spread().map(TrialFacts.Spread::label))
        .put("best_unskilled_sharpe", trials.bestUnskilledSharpe())
        .json();
  }

  private static JsonObject overfitting(Overfitting found, List<AnalysedRun> columns) {
    int[] chosen = found.chosen();
    List<JsonObject> byCount =
        IntStream.range(0, chosen.length)
            .filter(column -> chosen[column] > 0)
            .boxed()
            .sorted(Comparator.comparingInt((Integer column) -> chosen[column]).reversed())
            .map(
                column ->
                    Members.part()
                        .put("run_id", columns.get(column).id())
                        .put("count", chosen[column])
                        .json())
            .toList();
    return Members.part()
        .put("columns", found.curves())
        .put("blocks", found.cut().blocks())
        .put("block_length", found.cut().length())
        .put("dropped_returns", found.cut().dropped())
        .put("splits", found.splits())
        .put("lower_half", found.lowerHalf())
        .put("pbo", found.probability())
        .put("seen_sharpe_median", found.seenMedian())
        .put("unseen_sharpe_median", found.unseenMedian())
        .put("unseen_below_zero", found.unseenBelowZero())
        .put("distinct_chosen", byCount.size())
        .put("chosen", byCount)
        .put(
            "benchmark_unseen_sharpe_median",
            found.benchmark().map(Overfitting.BesideBenchmark::unseenMedian))
        .put("benchmark_beaten", found.benchmark().map(Overfitting.BesideBenchmark::beaten))
        .put("slope", found.slope())
        .put("rank_histogram", IntStream.of(found.histogram()).boxed().toList())
        .json();
  }

  private static JsonObject warning(BatchWarning warning) {
    JsonObject json = JsonObject.part().put("kind", warning.kind().label());
    for (Map.Entry<String, Object> field : warning.fields().entrySet()) {
      json.put(field.getKey(), field.getValue());
    }
    return json;
  }

  private static JsonObject verdict(Verdict verdict) {
    Members members =
        Members.part()
            .put("sentence", verdict.sentence())
            .put("stands_out", verdict.standsOut())
            .put("candidates", verdict.candidates());
    for (Verdict.Part part : Verdict.Part.values()) {
      Optional.ofNullable(verdict.parts().get(part))
          .ifPresent(passed -> members.put(label(part), passed ? "passed" : "failed"));
    }
    return members
        .put("undefined", verdict.undefined().stream().map(StatisticsJson::label).toList())
        .json();
  }

  private static String label(Verdict.Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
