package org.backtestrunner.orchestrator.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.backtestrunner.orchestrator.batch.progress.Progress;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.harvest.Harvester;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles;
import org.backtestrunner.orchestrator.harvest.resume.KeptInputs;
import org.backtestrunner.orchestrator.launch.LaunchResult;
import org.backtestrunner.orchestrator.launch.RunLauncher;
import org.backtestrunner.orchestrator.launch.SharedResult;
import org.backtestrunner.orchestrator.launch.cache.BatchCache;
import org.backtestrunner.orchestrator.launch.cache.UnusableInputsException;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.launch.contract.WorkerExit;
import org.backtestrunner.orchestrator.launch.contract.WorkerLog;
import org.backtestrunner.orchestrator.launch.handed.HandedOverException;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;
import org.backtestrunner.orchestrator.report.RunManifest;
import org.backtestrunner.shared.warning.WarningKind;

/** Takes single runs of a batch from their plan to their result and manifest. Thread-safe. */
final class RunPipeline implements AutoCloseable {
  private final BatchFiles files;
  private final KeptRuns keptRuns;
  private final RunLauncher launcher;
  private final BatchCache cache;
  private final InputFiles inputFiles;
  private final KeptInputs keptInputs;
  private final Progress progress;
  private final EarlyEnd earlyEnd;
  private final ManifestWriter manifests = new ManifestWriter();
  private final Set<Integer> handedOver = ConcurrentHashMap.newKeySet();

  RunPipeline(
      BatchFiles files,
      KeptRuns keptRuns,
      RunLauncher launcher,
      BatchCache cache,
      InputFiles inputFiles,
      Progress progress,
      EarlyEnd earlyEnd) {
    this.files = files;
    this.keptRuns = keptRuns;
    this.launcher = launcher;
    this.cache = cache;
    this.inputFiles = inputFiles;
    this.keptInputs = new KeptInputs(files.directory());
    this.progress = progress;
    this.earlyEnd = earlyEnd;
  }

  /**
   * Executes a run, unless its earlier result is kept.
   *
   * @return completed with its result; with an {@link EnvironmentException} where files cannot be
   *     written
   */
  CompletableFuture<RunResult> execute(RunPlan run) {
    return keptRuns.contains(run) ? CompletableFuture.completedFuture(keep(run)) : launch(run);
  }

  /**
   * The result of a run that the batch has not come to. It has its directory too, from which it can
   * be run alone.
   *
   * @param cause why the batch ended before
   */
  RunResult skip(RunPlan run, Cause cause) {
    return keptRuns.contains(run) ? keep(run) : leave(run, cause);
  }

  /**
   * Gives a run the result of another one that computes the same, be that a success or a failure.
   *
   * @param shared of the other run; where that was not executed to its end, there is none to share
   */
  RunResult share(RunPlan run, RunResult shared) {
    if (shared.status() == Status.SKIPPED) {
      return leave(run, shared.failure().orElseThrow().cause());
    }
    RunDirectory place = files.directory().run(run);
    progress.started(run);
    Set<ResultFile> outputs = keptRuns.outputsOf(shared.plan());
    launcher.prepare(run, place, outputs);
    SharedResult.copy(files.directory().run(shared.plan()), place);
    RunResult result = shared.standingFor(run, keptRuns.commandFor(place), false);
    submitManifest(place, result, outputs);
    progress.finished(result);
    return result;
  }

  private void submitManifest(RunDirectory place, RunResult result) {
    submitManifest(place, result, keptRuns.outputs());
  }

  private void submitManifest(RunDirectory place, RunResult result, Set<ResultFile> outputs) {
    if (result.status() == Status.SKIPPED) {
      submitManifestOfStopped(place, result);
      return;
    }
    RunPlan run = result.plan();
    boolean certain = !result.trace().hasWarning(WarningKind.INPUT_CHANGED);
    manifests.submit(
        () -> {
          if (result.trace().sharedJvm()) {
            flush(place.backtest());
          }
          RunManifest.write(
              place.manifest(),
              files.provenance(),
              result,
              keptInputs.keep(
                  run,
                  certain
                      ? inputFiles.of(run)
                      : inputFiles.unchanged(run, result.trace().log().read())),
              certain
                  ? inputFiles.contentKey(run).map(key -> key.leaving(outputs))
                  : Optional.empty());
        });
  }

  /**
   * Has the results of a run on the disk before its manifest says so: a worker that goes on with
   * the next run does not wait for that. The disk takes those of several runs at once.
   */
  private static void flush(Path results) {
    try {
      if (Files.isDirectory(results, LinkOption.NOFOLLOW_LINKS)) {
        DirectoryTree.flush(results);
      }
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot flush", results, failure);
    }
  }

  /** Whoever has stopped the batch does not wait until large inputs are read. */
  private void submitManifestOfStopped(RunDirectory place, RunResult result) {
    manifests.submit(
        () ->
            RunManifest.write(
                place.manifest(),
                files.provenance(),
                result,
                inputFiles.knownOf(result.plan()),
                Optional.empty()));
  }

  private RunResult keep(RunPlan run) {
    RunResult result = keptRuns.result(run);
    keptInputs.keep(run, inputFiles.of(run));
    if (files.provenance().plan().selection().includes(run)) {
      result.success().ifPresent(progress::kept);
    }
    return result;
  }

  private CompletableFuture<RunResult> launch(RunPlan run) {
    RunDirectory place = files.directory().run(run);
    progress.started(run);
    return launcher
        .launch(run, place)
        .handle(
            (launched, failure) ->
                failure == null
                    ? conclude(run, place, launched)
                    : HandedOverException.isReason(failure)
                        ? noteHandedOver(run)
                        : refuse(run, place, UnusableInputsException.of(failure)));
  }

  private RunResult noteHandedOver(RunPlan run) {
    handedOver.add(run.index());
    return RunResult.notStarted(run, Cause.INTERRUPTED);
  }

  /** The runs for which nobody here waits, by their indexes. */
  Set<Integer> handedOver() {
    return Set.copyOf(handedOver);
  }

  private RunResult refuse(RunPlan run, RunDirectory place, UnusableInputsException reason) {
    launcher.prepare(run, place);
    RunResult result = RunResult.badInputs(run, reason.getMessage());
    submitManifest(place, result);
    progress.finished(result);
    earlyEnd.considerRefused();
    return result;
  }

  private RunResult conclude(RunPlan run, RunDirectory place, LaunchResult launched) {
    RunResult harvested = Harvester.harvest(run, place, launched);
    RunResult result = harvested.withWarnings(changedInputs(run, harvested.trace().log()));
    submitManifest(place, result);
    progress.finished(result);
    boolean ofOurWorker = result.failure().filter(f -> f.cause() == Cause.NO_OUTPUT).isPresent();
    if (ofOurWorker && result.trace().exitCode().equals(OptionalInt.of(WorkerExit.CANNOT_WRITE))) {
      throw EnvironmentException.ofWorker(place.path(), result.failure().orElseThrow().error());
    }
    earlyEnd.consider(result);
    return result;
  }

  private List<RunWarning> changedInputs(RunPlan run, WorkerLog log) {
    return inputFiles.changes(run, log.read(), cache.hasWorker()).stream()
        .map(change -> RunWarning.of(WarningKind.INPUT_CHANGED, change))
        .toList();
  }

  private RunResult leave(RunPlan run, Cause cause) {
    RunDirectory place = files.directory().run(run);
    launcher.prepare(run, place);
    RunResult result = RunResult.notStarted(run, cause);
    manifests.submit(
        () ->
            RunManifest.write(
                place.manifest(), files.provenance(), result, List.of(), Optional.empty()));
    return result;
  }

  /**
   * Waits for the manifests.
   *
   * @throws EnvironmentException where one could not be written
   */
  @Override
  public void close() {
    manifests.close();
  }
}
