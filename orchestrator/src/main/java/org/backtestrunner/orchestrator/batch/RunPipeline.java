package org.backtestrunner.orchestrator.batch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.harvest.Harvester;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.resume.EarlierRun;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.launch.LaunchResult;
import org.backtestrunner.orchestrator.launch.RunLauncher;
import org.backtestrunner.orchestrator.launch.cache.BatchCache;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.WorkerCommand;
import org.backtestrunner.orchestrator.launch.contract.WorkerExit;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;
import org.backtestrunner.orchestrator.report.BatchContext;
import org.backtestrunner.orchestrator.report.RunManifest;

/**
 * Takes single runs of a batch from their plan to their manifest.
 *
 * @param command that executes the runs
 * @param resumption what is kept of an earlier start
 */
record RunPipeline(
    BatchContext context,
    BatchDirectory directory,
    WorkerCommand command,
    RunLauncher launcher,
    InputFiles inputFiles,
    Optional<ResumePlan> resumption,
    BatchCache cache,
    ManifestWriter manifests,
    Progress progress) {

  /** The runs that are not kept. */
  List<RunPlan> toExecute() {
    return context.plan().runs().stream().filter(run -> earlier(run).isEmpty()).toList();
  }

  private Optional<EarlierRun> earlier(RunPlan run) {
    return resumption.map(r -> r.kept().get(run.index()));
  }

  /**
   * Executes a run, unless its earlier result is kept.
   *
   * @throws EnvironmentException where files cannot be written
   */
  RunResult execute(RunPlan run) {
    Optional<EarlierRun> earlier = earlier(run);
    if (earlier.isPresent()) {
      return keep(run, earlier.get());
    }
    RunDirectory runDirectory = directory.run(run);
    progress.started(run);
    LaunchResult launched = launcher.launch(run, runDirectory);
    RunResult result =
        Harvester.harvest(run, runDirectory, launched)
            .withWarnings(inputFiles.changes(run, cache.hasWorker()));
    manifests.submit(
        () ->
            RunManifest.write(
                runDirectory.manifest(),
                context,
                result,
                inputFiles.of(run),
                inputFiles.contentKey(run, cache.hasWorker())));
    progress.finished(result);
    if (result.trace().exitCode().equals(OptionalInt.of(WorkerExit.CANNOT_WRITE))) {
      throw EnvironmentException.ofWorker(
          runDirectory.path(), result.failure().orElseThrow().error());
    }
    return result;
  }

  /** The result of a run that need not be run; its files tell its new place and tags. */
  private RunResult keep(RunPlan run, EarlierRun earlier) {
    RunDirectory runDirectory = directory.run(run);
    launcher.prepare(run, runDirectory);
    RunResult result =
        earlier.result(run, runDirectory, command.forRun(runDirectory.workerArguments()));
    RunManifest.updateKept(runDirectory.manifest(), earlier.manifest(), result);
    progress.kept();
    return result;
  }

  /**
   * The result of a run that the batch has not come to. It has its directory too, from which it can
   * be run alone.
   *
   * @param cause why the batch ended before
   */
  RunResult skip(RunPlan run, Cause cause) {
    Optional<EarlierRun> earlier = earlier(run);
    if (earlier.isPresent()) {
      return keep(run, earlier.get());
    }
    RunDirectory runDirectory = directory.run(run);
    launcher.prepare(run, runDirectory);
    RunResult result = RunResult.notStarted(run, cause);
    manifests.submit(
        () ->
            RunManifest.write(
                runDirectory.manifest(), context, result, List.of(), Optional.empty()));
    return result;
  }
}
