package org.backtestrunner.orchestrator.batch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.resume.KeptRun;
import org.backtestrunner.orchestrator.launch.RunLauncher;
import org.backtestrunner.orchestrator.launch.command.RunCommand;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;
import org.backtestrunner.orchestrator.report.RunManifest;

/**
 * The runs that need not be executed, because an earlier start has left their results.
 *
 * @param byIndex by the index of the planned run that each stands for
 * @param command that would execute them
 * @param outputs which results the other runs of the batch leave
 */
record KeptRuns(
    Map<Integer, KeptRun> byIndex,
    BatchDirectory directory,
    RunLauncher launcher,
    RunCommand command,
    Set<ResultFile> outputs) {

  boolean contains(RunPlan run) {
    return byIndex.containsKey(run.index());
  }

  /** Which results a run leaves, or has left where it is kept. */
  Set<ResultFile> outputsOf(RunPlan run) {
    return contains(run) ? byIndex.get(run.index()).outputs() : outputs;
  }

  /** What executes the run of a directory, alone. */
  List<String> commandFor(RunDirectory place) {
    return command.forRun(place.workerArguments());
  }

  /** The result of a run that is kept; its files tell its new place and tags. */
  RunResult result(RunPlan run) {
    KeptRun kept = byIndex.get(run.index());
    RunDirectory place = directory.run(run);
    launcher.prepare(run, place, kept.outputs());
    RunResult result = kept.result(run, commandFor(place));
    RunManifest.updateKept(place.manifest(), kept.earlier().manifest(), result);
    return result;
  }
}
