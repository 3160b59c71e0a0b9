package org.backtestrunner.orchestrator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.backtestrunner.orchestrator.config.EnvironmentException;
import org.backtestrunner.orchestrator.config.MemorySize;
import org.backtestrunner.orchestrator.harvest.Harvester;
import org.backtestrunner.orchestrator.harvest.InputFiles;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.Cause;
import org.backtestrunner.orchestrator.launch.LocalExecutor;
import org.backtestrunner.orchestrator.launch.RunOutcome;
import org.backtestrunner.orchestrator.launch.RunTask;
import org.backtestrunner.orchestrator.launch.Signals;
import org.backtestrunner.orchestrator.launch.Slots;
import org.backtestrunner.orchestrator.launch.Status;
import org.backtestrunner.orchestrator.launch.StopSignal;
import org.backtestrunner.orchestrator.launch.WorkerCommand;
import org.backtestrunner.orchestrator.plan.AtomicFile;
import org.backtestrunner.orchestrator.plan.BatchDirectory;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.RunDirectory;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.WorkerArguments;
import org.backtestrunner.orchestrator.report.BatchContext;
import org.backtestrunner.orchestrator.report.BatchManifest;
import org.backtestrunner.orchestrator.report.BatchManifest.State;
import org.backtestrunner.orchestrator.report.BatchSummary;
import org.backtestrunner.orchestrator.report.ClosingTable;
import org.backtestrunner.orchestrator.report.RunManifest;
import org.backtestrunner.orchestrator.report.SummaryCsv;
import org.backtestrunner.orchestrator.report.SummaryJson;

/** A planned batch from its first directory to its exit code. */
final class BatchJob {
  private final BatchPlan plan;
  private final BatchContext context;
  private final BatchDirectory directory;
  private final WorkerCommand workerCommand;
  private final InputFiles inputFiles;
  private final Progress progress;
  private final StopSignal stop = new StopSignal();
  private final AtomicInteger signal = new AtomicInteger();

  BatchJob(BatchContext context, Progress progress) {
    this.plan = context.plan();
    this.context = context;
    this.directory = BatchDirectory.of(plan.config());
    this.workerCommand = workerCommand(plan);
    this.inputFiles = new InputFiles(plan.runs(), plan.config().workingDirectory());
    this.progress = progress;
  }

  static WorkerCommand workerCommand(BatchPlan plan) {
    return new WorkerCommand(
        WorkerCommand.runningJava(),
        plan.config().workerMemory().map(MemorySize::toString),
        List.of(),
        plan.config().worker().jar());
  }

  /** Makes the batch's directory with what is known before the first run. */
  void begin() {
    createDirectories(directory.runs());
    AtomicFile.write(directory.config(), plan.config().source().bytes());
    BatchManifest.writeBegun(directory.manifest(), context);
  }

  /**
   * Runs everything and writes the summary.
   *
   * @param out takes the closing table
   * @return the program's exit code
   */
  int run(PrintWriter out) {
    List<RunResult> results = launch();
    BatchSummary summary = BatchSummary.of(results);
    SummaryCsv.write(directory.summaryCsv(), summary);
    SummaryJson.write(directory.summaryJson(), context, summary);
    BatchManifest.writeEnded(directory.manifest(), context, state(), Instant.now(), summary);
    progress.close();
    ClosingTable.lines(summary).forEach(out::println);
    out.println("Summary: " + directory.summaryCsv());
    out.flush();
    return ExitCode.of(summary, signalCode());
  }

  private List<RunResult> launch() {
    try (LocalExecutor executor = new LocalExecutor()) {
      Signals.install(this::interrupt, executor::killAll);
      List<Optional<RunResult>> results =
          Slots.runAll(plan.config().maxWorkers(), plan.runs(), stop, run -> runOne(run, executor));
      List<RunResult> all = new ArrayList<>();
      for (RunPlan run : plan.runs()) {
        all.add(results.get(run.index()).orElseGet(() -> notStarted(run)));
      }
      return all;
    }
  }

  private void interrupt(int exitCode) {
    signal.compareAndSet(0, exitCode);
    if (stop.trigger(Cause.INTERRUPTED)) {
      progress.say("Interrupted: ending the workers; once more to end at once.");
    }
  }

  private RunResult runOne(RunPlan run, LocalExecutor executor) {
    RunDirectory runDirectory = directory.run(run);
    prepare(run, runDirectory);
    List<String> command = workerCommand.forRun(runDirectory.workerArguments());
    progress.started(run);
    RunOutcome outcome =
        executor.execute(
            new RunTask(
                runDirectory.path(),
                runDirectory.log(),
                command,
                Optional.empty(),
                RunTask.DEFAULT_GRACE),
            stop);
    RunResult result =
        Harvester.harvest(run, runDirectory, command, outcome, Cause.of(outcome, stop))
            .withWarnings(inputFiles.changes(run));
    RunManifest.write(runDirectory.manifest(), context, result, inputFiles.of(run));
    if (plan.config().failFast() && result.status() != Status.SUCCESS) {
      stop.trigger(Cause.FAIL_FAST);
    }
    progress.finished(result);
    return result;
  }

  private void prepare(RunPlan run, RunDirectory runDirectory) {
    createDirectories(runDirectory.path());
    String arguments = WorkerArguments.text(run, plan.config().workingDirectory(), runDirectory);
    try {
      Files.writeString(runDirectory.workerArguments(), arguments);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot write", runDirectory.workerArguments(), failure);
    }
  }

  /** Also a run that was never started has its directory, from which it can be run alone. */
  private RunResult notStarted(RunPlan run) {
    RunDirectory runDirectory = directory.run(run);
    prepare(run, runDirectory);
    RunResult result = RunResult.notStarted(run, stop.cause().orElse(Cause.INTERRUPTED));
    RunManifest.write(runDirectory.manifest(), context, result, List.of());
    return result;
  }

  private State state() {
    return stop.cause().equals(Optional.of(Cause.INTERRUPTED)) ? State.INTERRUPTED : State.FINISHED;
  }

  private OptionalInt signalCode() {
    return signal.get() == 0 ? OptionalInt.empty() : OptionalInt.of(signal.get());
  }

  private static void createDirectories(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot make the directory", path, failure);
    }
  }
}
