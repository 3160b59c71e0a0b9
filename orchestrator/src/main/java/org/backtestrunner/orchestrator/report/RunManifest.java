package org.backtestrunner.orchestrator.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Failure;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.harvest.Trace;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.manifest.InputFile;
import org.backtestrunner.orchestrator.manifest.Origin;
import org.backtestrunner.orchestrator.manifest.PlannedRun;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;

/** The manifest of a run, made of its result. */
public final class RunManifest {
  private RunManifest() {}

  /**
   * Writes the manifest, which says by being there that the run has ended.
   *
   * @param contentKey what the result depends on; empty where it is not known for sure
   */
  public static void write(
      Path file,
      Provenance batch,
      RunResult result,
      List<InputFile> inputs,
      Optional<ContentKey> contentKey) {
    Optional<Success> success = result.success();
    Optional<Failure> failure = result.failure();
    Trace trace = result.trace();
    RunManifestFile.write(
        file,
        new RunManifestFile.Content(
            PlannedRun.of(result.plan()),
            failure.map(Failure::cause),
            failure.map(Failure::error),
            inputs.stream().map(input -> input.readAs(trace.log().readAs(input.path()))).toList(),
            contentKey,
            trace.command(),
            trace.attempts(),
            trace.log().cpuSeconds(),
            trace.log().peakMegabytes(),
            success.map(Success::artifacts).orElse(List.of()),
            success.map(Success::metrics).orElse(Map.of()),
            trace.warnings(),
            origin(batch)));
  }

  /** Notes the new place of a run that is kept; all else stays as the run itself left it. */
  public static void updateKept(Path file, RunManifestFile.Content earlier, RunResult result) {
    try {
      RunManifestFile.update(file, earlier, PlannedRun.of(result.plan()), result.trace().command());
    } catch (UnreadableFileException gone) {
      throw new EnvironmentException("cannot read " + file + ": " + gone.getMessage());
    }
  }

  /** Notes the warnings of a run that only the whole batch could know; all else stays. */
  public static void updateWarnings(Path file, RunResult result) {
    try {
      RunManifestFile.updateWarnings(file, result.trace().warnings());
    } catch (UnreadableFileException gone) {
      throw new EnvironmentException("cannot read " + file + ": " + gone.getMessage());
    }
  }

  static Origin origin(Provenance batch) {
    Map<String, String> baseArgs = new LinkedHashMap<>();
    batch
        .plan()
        .config()
        .runs()
        .baseArgs()
        .forEach((name, value) -> baseArgs.put(name, value.text()));
    return new Origin(batch.gitCommit(), baseArgs, batch.host(), batch.versions());
  }
}
