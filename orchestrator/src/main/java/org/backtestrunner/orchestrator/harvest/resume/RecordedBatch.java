package org.backtestrunner.orchestrator.harvest.resume;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.ConfigReader;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.command.RecordedCommand;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.manifest.BatchManifestFile;
import org.backtestrunner.orchestrator.manifest.BatchState;
import org.backtestrunner.orchestrator.manifest.PlannedRun;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/**
 * A batch as its directory tells it, read by whoever did not run it.
 *
 * @param results one of each planned run, in plan order; one that has not ended is not started
 * @param manifests files of the runs that have ended, by id
 */
public record RecordedBatch(
    String name,
    String description,
    BatchState state,
    List<RunResult> results,
    Map<String, Path> manifests) {
  public RecordedBatch {
    results = List.copyOf(results);
    manifests = Map.copyOf(manifests);
  }

  /**
   * Reads the manifests and results that are there; takes no lock and changes nothing.
   *
   * @param standardWorker the one that is installed
   * @throws UnreadableFileException where the directory holds no batch
   */
  public static RecordedBatch read(BatchDirectory directory, Path standardWorker)
      throws UnreadableFileException {
    BatchManifestFile.Recorded recorded = BatchManifestFile.readPlan(directory.manifest());
    Map<String, EarlierRun> ended = new HashMap<>();
    for (EarlierRun run : EarlierRuns.read(directory).current()) {
      ended.put(run.runId(), run);
    }
    EffectiveParameters defaults =
        EffectiveParameters.defaults(
            ConfigReader.declaredParameters(directory.config())
                .or(() -> withStrategies(directory, standardWorker))
                .orElseGet(() -> worker(ended.values(), standardWorker)));
    List<RunResult> results = new ArrayList<>();
    for (PlannedRun planned : recorded.runs()) {
      results.add(result(planned, Optional.ofNullable(ended.get(planned.id())), defaults));
    }
    Map<String, Path> manifests = new HashMap<>();
    ended.forEach((id, run) -> manifests.put(id, run.directory().manifest()));
    return new RecordedBatch(
        recorded.batchName(), recorded.description(), recorded.state(), results, manifests);
  }

  /** The manifest of a run, read again; empty where it has not ended, or is gone. */
  public Optional<RunManifestFile.Content> manifest(String runId) {
    try {
      return manifests.containsKey(runId)
          ? Optional.of(RunManifestFile.read(manifests.get(runId)))
          : Optional.empty();
    } catch (UnreadableFileException gone) {
      return Optional.empty();
    }
  }

  /**
   * The parameters of the worker that is installed, which says most of them; those of another
   * program's worker where that has some of its own.
   */
  private static WorkerParameters worker(Collection<EarlierRun> ended, Path standardWorker) {
    WorkerParameters standard = WorkerParameters.read(standardWorker);
    return ended.stream()
        .map(EarlierRun::manifest)
        .filter(run -> !standard.names().containsAll(run.run().parameters().keySet()))
        .flatMap(run -> new RecordedCommand(run.command()).jar().stream())
        .filter(Files::isRegularFile)
        .findFirst()
        .map(WorkerParameters::read)
        .orElse(standard);
  }

  /** Those of a worker with the strategies that the batch keeps; empty where it has none. */
  private static Optional<WorkerParameters> withStrategies(
      BatchDirectory directory, Path standardWorker) {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(directory.strategySources(), "strategies-*.jar")) {
      List<Path> sorted = new ArrayList<>();
      jars.forEach(sorted::add);
      sorted.sort(Comparator.comparing(jar -> jar.toFile().lastModified()));
      return sorted.isEmpty()
          ? Optional.empty()
          : Optional.of(
              WorkerParameters.readExtended(standardWorker, sorted.get(sorted.size() - 1)));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static RunResult result(
      PlannedRun planned, Optional<EarlierRun> ended, EffectiveParameters defaults) {
    Map<String, String> parameters =
        ended.map(run -> run.manifest().run().parameters()).orElse(planned.parameters());
    RunPlan plan =
        new RunPlan(
            planned.index(),
            planned.id(),
            planned.tags(),
            planned.overrides(),
            planned.source(),
            defaults.withRecorded(parameters),
            planned.paramsHash());
    return ended
        .map(run -> run.result(plan))
        .orElseGet(() -> RunResult.notStarted(plan, Cause.INTERRUPTED));
  }
}
