package org.backtestrunner.orchestrator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Failure;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.harvest.resume.ContentKey;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles.InputFile;
import org.backtestrunner.orchestrator.launch.Attempt;

/** {@code run_manifest.json}: everything about one run, for whoever doubts or repeats it. */
public final class RunManifest {
  private RunManifest() {}

  /**
   * Writes the manifest, which says by being there that the run has ended.
   *
   * @param contentKey what the result depends on; empty where it is not known for sure
   */
  public static void write(
      Path file,
      BatchContext batch,
      RunResult result,
      List<InputFile> inputs,
      Optional<ContentKey> contentKey) {
    JsonDocument.file()
        .put("run_id", result.plan().id())
        .put("run_index", result.plan().index())
        .put("status", result.status().label())
        .put("cause", result.failure().map(failure -> failure.cause().label()))
        .put("started_at", result.trace().lastAttempt().map(Attempt::startedAt))
        .put("finished_at", result.trace().lastAttempt().map(Attempt::finishedAt))
        .put("runtime_sec", Rounding.seconds(result.trace().runtime()))
        .put("config_hash", result.plan().paramsHash())
        .put("git_commit_hash", batch.gitCommit())
        .put("run_spec", runSpec(result))
        .put("base_args", texts(batch.plan().config().baseArgs()))
        .put("parameters", result.plan().parameters())
        .put("inputs", inputs.stream().map(RunManifest::input).toList())
        .put("content_key", contentKey.map(ContentKey::sha256))
        .put("content", contentKey.map(RunManifest::content))
        .put("command", result.trace().command())
        .put("exit_code", result.trace().exitCode())
        .put("attempts", result.trace().attempts().stream().map(RunManifest::attempt).toList())
        .put("cpu_sec", result.trace().log().cpuSeconds())
        .put("peak_rss_mb", result.trace().log().peakMegabytes())
        .put(
            "artifacts",
            result.success().map(Success::artifacts).orElse(List.of()).stream()
                .map(RunManifest::artifact)
                .toList())
        .put("metrics", result.success().map(Success::metrics).orElse(Map.of()))
        .put("warnings", result.trace().warnings())
        .put("error", result.failure().map(Failure::error))
        .put("host", batch.host())
        .put("versions", batch.versions().json())
        .writeTo(file);
  }

  /**
   * Notes the new place of a run that is kept: index, tags, spelling of parameters, command. All
   * else stays as the run itself left it.
   */
  public static void updateKept(Path file, JsonNode manifest, RunResult result) {
    ObjectNode updated = manifest.deepCopy();
    JsonNode current =
        JsonDocument.part()
            .put("run_index", result.plan().index())
            .put("run_spec", runSpec(result))
            .put("parameters", result.plan().parameters())
            .put("command", result.trace().command())
            .tree();
    updated.setAll((ObjectNode) current);
    if (!updated.equals(manifest)) {
      JsonDocument.write(file, updated);
    }
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

  private static JsonDocument content(ContentKey key) {
    return JsonDocument.part()
        .put("parameters", key.parameters())
        .put("inputs", key.inputs())
        .put("worker", key.worker())
        .put("jvm_arguments", key.jvmArguments());
  }

  private static Map<String, Object> input(InputFile input) {
    return JsonDocument.part()
        .put("parameter", input.parameter())
        .put("path", input.path())
        .put("sha256", input.sha256())
        .put("bytes", input.bytes())
        .members();
  }

  private static Map<String, Object> attempt(Attempt attempt) {
    return JsonDocument.part()
        .put("attempt", attempt.number())
        .put("cause", attempt.cause().map(cause -> cause.label()))
        .put("exit_code", attempt.exitCode())
        .put("started_at", attempt.startedAt())
        .put("finished_at", attempt.finishedAt())
        .put("runtime_sec", Rounding.seconds(attempt.runtime()))
        .members();
  }

  private static Map<String, Object> artifact(RunResult.Artifact artifact) {
    return JsonDocument.part()
        .put("path", artifact.path())
        .put("sha256", artifact.sha256())
        .put("bytes", artifact.bytes())
        .members();
  }
}
