package org.backtestrunner.orchestrator.report;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.harvest.Curve;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Failure;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.harvest.Trace;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.manifest.WarningMembers;
import org.backtestrunner.orchestrator.report.walkforward.WalkForwardJson;

/** {@code batch_summary.json}: every result in full precision. */
public final class SummaryJson {
  private SummaryJson() {}

  public static void write(Path file, Provenance batch, BatchSummary summary) {
    JsonObject summaryFile =
        JsonObject.file()
            .put("batch_name", batch.plan().config().identity().name())
            .put("counts", counts(summary))
            .put(TrialMembers.TRIALS, trials(summary))
            .put(
                TrialMembers.RUNS,
                summary.results().stream().map(result -> run(result, summary)).toList());
    if (!summary.walkForwards().all().isEmpty()) {
      summaryFile.put("walk_forward", WalkForwardJson.of(summary.walkForwards()));
    }
    summaryFile.writeTo(file);
  }

  private static JsonObject counts(BatchSummary summary) {
    JsonObject counts = JsonObject.part().put("total", summary.results().size());
    for (Map.Entry<Status, Integer> count : summary.counts().entrySet()) {
      counts.put(count.getKey().label(), count.getValue());
    }
    return counts;
  }

  private static JsonObject trials(BatchSummary summary) {
    JsonObject all = JsonObject.part();
    summary
        .trials()
        .forEach(
            (freq, trials) -> {
              JsonObject entry = JsonObject.part().put("n", trials.count());
              trials.sharpeVariance().ifPresent(v -> entry.put("sharpe_variance", v));
              summary
                  .barsPerYear(freq)
                  .ifPresent(
                      year ->
                          entry.put(
                              "expected_max_sharpe", trials.expectedMaximumSharpePerYear(year)));
              entry.put("expected_max_sharpe_per_period", trials.expectedMaximumSharpe());
              TrialMembers.putEver(entry, freq, summary);
              all.put(freq, entry);
            });
    return all;
  }

  private static JsonObject run(RunResult result, BatchSummary summary) {
    Optional<Curve> curve = result.success().map(Success::curve);
    Trace trace = result.trace();
    JsonObject run =
        JsonObject.part()
            .put("run_id", result.plan().id())
            .put(TrialMembers.RUN_INDEX, result.plan().index())
            .put("status", result.status().label())
            .put("cause", result.failure().map(failure -> failure.cause().label()))
            .put("params_hash", result.plan().paramsHash())
            .put("tags", result.plan().tags())
            .put(TrialMembers.PARAMETERS, result.plan().parameters())
            .put("start_date", curve.map(c -> c.firstDate().toString()))
            .put("end_date", curve.map(c -> c.lastDate().toString()))
            .put("metrics", summary.metrics(result))
            .put("runtime_sec", trace.runtime())
            .put("exit_code", trace.exitCode())
            .put("attempts", trace.attempts().size())
            .put("cpu_sec", trace.log().cpuSeconds())
            .put("peak_rss_mb", trace.log().peakMegabytes())
            .put("warnings", WarningMembers.json(trace.warnings()))
            .put("error", result.failure().map(Failure::error));
    return TrialMembers.putTrial(run, result.plan().index(), summary.counted());
  }
}
