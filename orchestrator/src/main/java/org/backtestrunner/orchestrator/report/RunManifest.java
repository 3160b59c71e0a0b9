package org.backtestrunner.orchestrator.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.config.ParameterValue;
import org.backtestrunner.orchestrator.harvest.InputFiles.InputFile;
import org.backtestrunner.orchestrator.harvest.RunResult;

/** {@code run_manifest.json}: everything about one run, for whoever doubts or repeats it. */
public final class RunManifest {
  private RunManifest() {}

  /** Writes the manifest, which says by being there that the run has ended. */
  public static void write(
      Path file, BatchContext batch, RunResult result, List<InputFile> inputs) {
    JsonDocument.file()
        .put("run_id", result.plan().id())
        .put("run_index", result.plan().index())
        .put("status", result.status().label())
        .put("cause", result.cause().map(cause -> cause.label()))
        .put("started_at", result.startedAt())
        .put("finished_at", result.finishedAt())
        .put("runtime_sec", Rounding.seconds(result.runtime()))
        .put("config_hash", result.plan().paramsHash())
        .put("git_commit_hash", batch.gitCommit())
        .put("run_spec", runSpec(result))
        .put("base_args", texts(batch.plan().config().baseArgs()))
        .put("parameters", result.plan().parameters())
        .put("inputs", inputs.stream().map(RunManifest::input).toList())
        .put("command", result.command())
        .put("exit_code", result.exitCode())
        .put("attempts", attempts(result))
        .put("cpu_sec", result.log().cpuSeconds())
        .put("peak_rss_mb", result.log().peakMegabytes())
        .put("artifacts", result.artifacts().stream().map(RunManifest::artifact).toList())
        .put("metrics", result.metrics())
        .put("warnings", result.warnings())
        .put("error", result.error())
        .put("host", batch.host())
        .put("versions", batch.versions().json())
        .writeTo(file);
  }

  private static JsonDocument runSpec(RunResult result) {
    Map<String, String> parameters = result.plan().parameters();
    return JsonDocument.part()
        .put("bundle_path", parameters.get("bundle_path"))
        .put("start_date", parameters.get("start_date"))
        .put("end_date", parameters.get("end_date"))
        .put("tags", result.plan().tags())
        .put("overrides", result.plan().overrides());
  }

  static Map<String, String> texts(Map<String, ParameterValue> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }

  private static Map<String, Object> input(InputFile input) {
    return JsonDocument.part()
        .put("parameter", input.parameter())
        .put("path", input.path())
        .put("sha256", input.sha256())
        .put("bytes", input.bytes())
        .members();
  }

  private static List<Map<String, Object>> attempts(RunResult result) {
    if (result.attempts() == 0) {
      return List.of();
    }
    return List.of(
        JsonDocument.part()
            .put("attempt", 1)
            .put("cause", result.cause().map(cause -> cause.label()))
            .put("exit_code", result.exitCode())
            .put("started_at", result.startedAt())
            .put("finished_at", result.finishedAt())
            .put("runtime_sec", Rounding.seconds(result.runtime()))
            .members());
  }

  private static Map<String, Object> artifact(RunResult.Artifact artifact) {
    return JsonDocument.part()
        .put("path", artifact.path())
        .put("sha256", artifact.sha256())
        .put("bytes", artifact.bytes())
        .members();
  }
}
