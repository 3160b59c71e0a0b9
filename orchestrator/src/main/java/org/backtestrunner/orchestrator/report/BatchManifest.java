package org.backtestrunner.orchestrator.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.harvest.resume.EarlierRun;
import org.backtestrunner.orchestrator.harvest.resume.EarlierRuns;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/** {@code batch_manifest.json}, written when a batch begins and again when it ends. */
public final class BatchManifest {
  private BatchManifest() {}

  /** How far a batch is. */
  public enum State {
    RUNNING("running"),
    FINISHED("finished"),
    INTERRUPTED("interrupted");

    private final String label;

    State(String label) {
      this.label = label;
    }
  }

  /** Writes the manifest of a batch that begins. */
  public static void writeBegun(Path file, Provenance batch) {
    write(file, batch, State.RUNNING, Optional.empty(), Map.of());
  }

  /** Writes the manifest of a batch that has ended. */
  public static void writeEnded(
      Path file, Provenance batch, State state, Instant finishedAt, BatchSummary summary) {
    write(file, batch, state, Optional.of(finishedAt), summary.counts());
  }

  /**
   * Writes, if that is possible, that a batch has ended before its runs did, with the counts of
   * those that have ended. Otherwise it stays a batch that runs, as after a crash.
   */
  public static void noteFailure(BatchDirectory directory, Provenance batch, Instant at) {
    try {
      Map<String, EarlierRun> ended = EarlierRuns.read(directory).byId();
      Map<Status, Integer> counts = new EnumMap<>(Status.class);
      for (RunPlan run : batch.plan().runs()) {
        Optional.ofNullable(ended.get(run.id()))
            .flatMap(EarlierRun::status)
            .ifPresent(status -> counts.merge(status, 1, Integer::sum));
      }
      write(directory.manifest(), batch, State.INTERRUPTED, Optional.of(at), counts);
    } catch (EnvironmentException sameAgain) {
      // What ended the batch is told already.
    }
  }

  private static void write(
      Path file,
      Provenance batch,
      State state,
      Optional<Instant> finishedAt,
      Map<Status, Integer> counts) {
    BatchConfig config = batch.plan().config();
    List<RunPlan> runs = batch.plan().runs();
    JsonDocument.file()
        .put("batch_name", config.identity().name())
        .put("description", config.identity().description())
        .put("state", state.label)
        .put("started_at", batch.startedAt())
        .put("finished_at", finishedAt)
        .put(
            "total_runtime_sec",
            finishedAt.map(end -> Rounding.seconds(Duration.between(batch.startedAt(), end))))
        .put("config_hash", batch.configHash())
        .put("git_commit_hash", batch.gitCommit())
        .put("git_dirty", batch.gitDirty())
        .put(
            "seed",
            runs.get(0).effective().find("seed").map(seed -> Long.parseLong(seed.normalised())))
        .put("max_workers", config.execution().maxWorkers())
        .put("fail_fast", config.execution().failFast())
        .put("output_root", config.identity().outputRoot())
        .put("base_args", RunManifest.texts(config.runs().baseArgs()))
        .put("expanded_runs", runs.stream().map(BatchManifest::expandedRun).toList())
        .put(
            "run_results_summary",
            JsonDocument.part()
                .put("total_runs", runs.size())
                .put("success_count", counts.getOrDefault(Status.SUCCESS, 0))
                .put("failed_count", counts.getOrDefault(Status.FAILED, 0))
                .put("timeout_count", counts.getOrDefault(Status.TIMEOUT, 0))
                .put("skipped_count", counts.getOrDefault(Status.SKIPPED, 0))
                .put("run_ids", runs.stream().map(RunPlan::id).toList()))
        .put("warnings", batch.plan().warnings())
        .put("versions", batch.versions().json())
        .put("host", batch.host())
        .put("config_file", config.source().file())
        .put("working_directory", config.workingDirectory())
        .put("command_line", batch.commandLine())
        .writeTo(file);
  }

  private static Map<String, Object> expandedRun(RunPlan run) {
    Map<String, String> parameters = run.parameters();
    return JsonDocument.part()
        .put("run_id", run.id())
        .put("run_index", run.index())
        .put("params_hash", run.paramsHash())
        .put("bundle_path", parameters.get("bundle_path"))
        .put("start_date", parameters.get("start_date"))
        .put("end_date", parameters.get("end_date"))
        .put("tags", run.tags())
        .put("overrides", run.overrides())
        .members();
  }
}
