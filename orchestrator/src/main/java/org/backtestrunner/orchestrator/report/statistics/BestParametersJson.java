package org.backtestrunner.orchestrator.report.statistics;

import java.nio.file.Path;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.TrialFacts;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.RankedMetric;
import org.backtestrunner.orchestrator.analysis.statistic.Overfitting;
import org.backtestrunner.orchestrator.file.json.JsonObject;

/** {@code best_params.json}: which parameters are best, by each metric, and what that is worth. */
final class BestParametersJson {
  private BestParametersJson() {}

  static void write(Path file, String batchName, BatchAnalysis analysis) {
    JsonObject best = JsonObject.part();
    for (RankedMetric metric : RankedMetric.values()) {
      analysis.sets().best(metric).ifPresent(run -> best.put(metric.label(), of(run, metric)));
    }
    Members members =
        Members.file()
            .put("batch_name", batchName)
            .put("verdict", analysis.verdict().sentence())
            .put("candidates", analysis.sets().candidates().size())
            .put("trials", analysis.trials().map(trials -> trials.trials().count()));
    analysis
        .trials()
        .map(TrialFacts::effective)
        .ifPresent(effective -> members.put("n_effective", effective));
    members
        .put("pbo", analysis.overfitting().map(Overfitting::probability))
        .put("best", best)
        .put("best_run", analysis.best().map(ContenderJson::of))
        .put("robust", analysis.robust().map(ContenderJson::of))
        .json()
        .writeTo(file);
  }

  private static JsonObject of(AnalysedRun run, RankedMetric metric) {
    return Members.part()
        .put("run_id", run.id())
        .put("run_index", run.index())
        .put("value", run.metric(metric.label()))
        .put("params", run.plan().overrides())
        .json();
  }
}
