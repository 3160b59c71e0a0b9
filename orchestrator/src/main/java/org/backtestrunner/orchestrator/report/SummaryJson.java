package org.backtestrunner.orchestrator.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.launch.contract.Status;

/** {@code batch_summary.json}: every result in full precision. */
public final class SummaryJson {
  private SummaryJson() {}

  public static void write(Path file, BatchContext batch, BatchSummary summary) {
    JsonDocument.file()
        .put("batch_name", batch.plan().config().batchName())
        .put("counts", counts(summary))
        .put("trials", trials(summary))
        .put("runs", summary.results().stream().map(result -> run(result, summary)).toList())
        .writeTo(file);
  }

  private static JsonDocument counts(BatchSummary summary) {
    JsonDocument counts = JsonDocument.part().put("total", summary.results().size());
    for (Map.Entry<Status, Integer> count : summary.counts().entrySet()) {
      counts.put(count.getKey().label(), count.getValue());
    }
    return counts;
  }

  private static JsonDocument trials(BatchSummary summary) {
    JsonDocument all = JsonDocument.part();
    summary
        .trials()
        .forEach(
            (freq, trials) -> {
              JsonDocument entry = JsonDocument.part().put("n", trials.count());
              trials.sharpeVariance().ifPresent(v -> entry.put("sharpe_variance", v));
              summary
                  .barsPerYear(freq)
                  .ifPresent(
                      year ->
                          entry.put(
                              "expected_max_sharpe", trials.expectedMaximumSharpePerYear(year)));
              entry.put("expected_max_sharpe_per_period", trials.expectedMaximumSharpe());
              all.put(freq, entry);
            });
    return all;
  }

  private static Map<String, Object> run(RunResult result, BatchSummary summary) {
    return JsonDocument.part()
        .put("run_id", result.plan().id())
        .put("run_index", result.plan().index())
        .put("status", result.status().label())
        .put("cause", result.cause().map(cause -> cause.label()))
        .put("params_hash", result.plan().paramsHash())
        .put("tags", result.plan().tags())
        .put("parameters", result.plan().parameters())
        .put("start_date", result.firstDate().map(Object::toString))
        .put("end_date", result.lastDate().map(Object::toString))
        .put("metrics", metrics(result, summary.deflatedSharpe(result)))
        .put("runtime_sec", Rounding.seconds(result.runtime()))
        .put("exit_code", result.exitCode())
        .put("attempts", result.attempts().size())
        .put("cpu_sec", result.log().cpuSeconds())
        .put("peak_rss_mb", result.log().peakMegabytes())
        .put("warnings", result.warnings().size())
        .put("error", result.error())
        .members();
  }

  private static Map<String, Number> metrics(RunResult result, OptionalDouble deflatedSharpe) {
    Map<String, Number> metrics = new LinkedHashMap<>(result.metrics());
    deflatedSharpe.ifPresent(value -> metrics.put(DeflatedSharpe.NAME, value));
    return metrics;
  }
}
