package org.backtestrunner.orchestrator.batch;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.batch.start.ExistingBatch;
import org.backtestrunner.orchestrator.batch.start.OutputExistsException;
import org.backtestrunner.orchestrator.batch.start.Start;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.BackgroundDeletion;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.launch.contract.WorkerCommand;
import org.backtestrunner.orchestrator.manifest.BatchState;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.BatchLock;
import org.backtestrunner.orchestrator.report.BatchSummary;
import org.backtestrunner.orchestrator.report.ConsoleSummary;
import org.backtestrunner.orchestrator.report.Provenance;

/**
 * A planned batch, from the look at what stands in its place to its exit code.
 *
 * @param choice what is to become of an earlier output
 * @param startedAt when the user has called for it
 * @param commandLine by which
 */
public record BatchJob(
    BatchPlan plan, Start.Choice choice, Instant startedAt, List<String> commandLine) {

  /**
   * Runs the batch and writes its summary.
   *
   * @param out takes the closing table
   * @param err takes the progress
   * @return the program's exit code
   * @throws OutputExistsException where something stands in its place that the choice does not
   *     cover
   * @throws UnfinishedBatchException where it had begun and could not go on
   */
  public int run(Progress.Detail detail, PrintWriter out, PrintWriter err) {
    BatchDirectory directory = BatchDirectory.of(plan.config());
    BatchLock.checkFree(directory);
    // Changes nothing on disk, so that a mistaken second start does no harm.
    Start.decide(new ExistingBatch(directory), choice);
    InputFiles inputFiles = inputFiles(plan);
    inputFiles.readWorkerAhead();
    try (BatchLock lock = BatchLock.acquire(directory);
        Progress progress =
            new Progress(err, detail, Installation.stderrIsTerminal(), plan.runs().size())) {
      // Once more: until now, another process could have begun this batch.
      Start start = Start.decide(ExistingBatch.recovered(lock), choice);
      start.notice().ifPresent(progress::say);
      int exitCode = run(start, inputFiles, progress, out);
      if (ExitCode.isUnfinished(exitCode)) {
        err.println(UnfinishedBatchException.advice(commandLine));
      }
      return exitCode;
    }
  }

  static InputFiles inputFiles(BatchPlan plan) {
    BatchConfig config = plan.config();
    return new InputFiles(
        plan.runs(), config.workingDirectory(), config.worker().jar(), config.jvm().arguments());
  }

  private int run(Start start, InputFiles inputFiles, Progress progress, PrintWriter out) {
    checkThatWorkersCanStart();
    BatchFiles files = new BatchFiles(BatchDirectory.of(plan.config()), provenance());
    Optional<ResumePlan> resumption = start.resumption(plan, inputFiles);
    boolean begun = false;
    try (BatchLaunch launch = new BatchLaunch(files, inputFiles, progress);
        BackgroundDeletion deletion = new BackgroundDeletion(progress::say)) {
      launch.answerSignals();
      start.begin(() -> files.begin(resumption)).ifPresent(deletion::begin);
      begun = true;
      List<RunResult> results = launch.run(resumption);
      BatchFiles.Closing closing =
          files.end(
              results,
              launch.isInterrupted() ? BatchState.INTERRUPTED : BatchState.FINISHED,
              progress::say);
      progress.close();
      ConsoleSummary.lines(closing.summary(), closing.verdict()).forEach(out::println);
      out.println("Summary: " + files.directory().summaryCsv());
      out.flush();
      return launch.signal().orElse(exitCode(closing.summary()).code());
    } catch (RuntimeException failure) {
      if (begun) {
        files.noteFailure();
      }
      throw begun || start.isUnfinished()
          ? new UnfinishedBatchException(failure, commandLine)
          : failure;
    }
  }

  private static void checkThatWorkersCanStart() {
    if (!Files.isExecutable(WorkerCommand.runningJava())) {
      throw new EnvironmentException(
          "java is missing: " + WorkerCommand.runningJava() + "; repair the Java installation");
    }
  }

  private Provenance provenance() {
    GitRepository git = GitRepository.of(plan.config().workingDirectory());
    return new Provenance(
        plan,
        startedAt,
        git.commit(),
        git.isDirty(),
        commandLine,
        Installation.host(),
        Installation.versions(plan.config().worker().jar()));
  }

  private static ExitCode exitCode(BatchSummary summary) {
    if (summary.results().stream()
        .flatMap(result -> result.failure().stream())
        .anyMatch(failure -> failure.cause() == Cause.FAIL_FAST)) {
      return ExitCode.FAILED_FAST;
    }
    boolean allSucceeded = summary.counts().get(Status.SUCCESS) == summary.results().size();
    return allSucceeded ? ExitCode.SUCCESS : ExitCode.SOME_FAILED;
  }
}
