package org.backtestrunner.orchestrator.batch;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.batch.execution.Workers;
import org.backtestrunner.orchestrator.batch.host.GitRepository;
import org.backtestrunner.orchestrator.batch.host.Installation;
import org.backtestrunner.orchestrator.batch.progress.Progress;
import org.backtestrunner.orchestrator.batch.start.ExistingBatch;
import org.backtestrunner.orchestrator.batch.start.OutputExistsException;
import org.backtestrunner.orchestrator.batch.start.Start;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.document.ConfigException;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.BackgroundDeletion;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.launch.cache.Notices;
import org.backtestrunner.orchestrator.launch.command.RunCommand;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.inspect.InputInspection;
import org.backtestrunner.orchestrator.manifest.BatchState;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.BatchLock;
import org.backtestrunner.orchestrator.report.BatchSummary;
import org.backtestrunner.orchestrator.report.Provenance;
import org.backtestrunner.orchestrator.report.console.Closing;
import org.backtestrunner.orchestrator.report.console.ConsoleJson;
import org.backtestrunner.orchestrator.report.console.ConsoleSummary;
import org.backtestrunner.orchestrator.report.console.ConsoleView;
import org.backtestrunner.orchestrator.report.console.Ranking;

/**
 * A planned batch, from the check of its directory to its exit code.
 *
 * @param choice what is to become of an earlier output
 * @param detached whether a cluster is left alone with the runs
 * @param startedAt when the user has called for it
 * @param commandLine by which
 */
public record BatchJob(
    BatchPlan plan,
    Start.Choice choice,
    boolean detached,
    Instant startedAt,
    List<String> commandLine) {

  /** The option that names the config. */
  public static final String CONFIG_FILE = "--config-file";

  /** What a run's inputs call the user's strategies; with a slash, as no parameter has. */
  private static final String OWN_STRATEGIES = "strategy_sources/strategies.jar";

  /**
   * How the user is told.
   *
   * @param ranking what the closing table is ordered by
   * @param json whether a program reads stdout
   */
  public record Reporting(Progress.Detail detail, Ranking ranking, boolean json) {}

  /**
   * Runs the batch and writes its summary.
   *
   * @param inspection of the inputs, under way
   * @param out takes the closing table
   * @param err takes the progress
   * @return the program's exit code
   * @throws OutputExistsException where something stands in its place that the choice does not
   *     cover
   * @throws ConfigException where inputs cannot be used
   * @throws UnfinishedBatchException where it had begun and could not go on
   */
  public int run(
      InputInspection inspection, Reporting reporting, PrintWriter out, PrintWriter err) {
    BatchDirectory directory = BatchDirectory.of(plan.config());
    BatchLock.checkFree(directory);
    // Changes nothing on disk, so that a mistaken second start does no harm.
    Start.decide(new ExistingBatch(directory), choice);
    InputFiles inputFiles = inputFiles(plan);
    inputFiles.readWorkerAhead();
    Provenance provenance = provenance();
    inspection.await(err::println);
    try (BatchLock lock = BatchLock.acquire(directory);
        Progress progress =
            new Progress(err, reporting.detail(), Installation.stderrColumns(), plan.selected())) {
      // Once more: until now, another process could have begun this batch.
      Start start = Start.decide(ExistingBatch.recovered(lock), choice);
      start.notice().ifPresent(progress::say);
      int exitCode = run(start, provenance, inputFiles, progress, reporting, out);
      if (exitCode == ExitCode.FAILED_FAST.code()) {
        err.println(UnfinishedBatchException.adviceAfterFailure(lastingCommandLine()));
      } else if (ExitCode.isUnfinished(exitCode)) {
        err.println(UnfinishedBatchException.view(directory.path()));
        err.println(UnfinishedBatchException.advice(lastingCommandLine()));
      }
      return exitCode;
    }
  }

  /** The command line as it can be given again: with a config that is still there then. */
  private List<String> lastingCommandLine() {
    if (plan.config().source().lastingFile().isPresent()) {
      return commandLine;
    }
    String copy = BatchDirectory.lastingConfig(plan.config()).toString();
    List<String> lasting = new ArrayList<>();
    for (String word : commandLine) {
      boolean isValue = !lasting.isEmpty() && lasting.get(lasting.size() - 1).equals(CONFIG_FILE);
      lasting.add(
          isValue ? copy : word.startsWith(CONFIG_FILE + "=") ? CONFIG_FILE + "=" + copy : word);
    }
    return lasting;
  }

  static InputFiles inputFiles(BatchPlan plan) {
    BatchConfig config = plan.config();
    return config
        .program()
        .map(program -> new InputFiles(plan.runs(), config.workingDirectory(), program))
        .orElseGet(
            () ->
                new InputFiles(
                    plan.runs(),
                    config.workingDirectory(),
                    config.worker().jar(),
                    config
                        .strategies()
                        .map(own -> Map.of(OWN_STRATEGIES, own.jar()))
                        .orElse(Map.of()),
                    config.jvm().arguments(),
                    config.runsAreCsvSafe()));
  }

  private int run(
      Start start,
      Provenance provenance,
      InputFiles inputFiles,
      Progress progress,
      Reporting reporting,
      PrintWriter out) {
    checkThatWorkersCanStart();
    BatchFiles files = new BatchFiles(BatchDirectory.of(plan.config()), provenance);
    Notices.Work checking = progress.begin("checking what an earlier start has left");
    Optional<ResumePlan> resumption = start.resumption(plan, inputFiles);
    checking.close();
    BatchFiles.estimate(plan, resumption.map(ResumePlan::kept).orElse(Map.of()))
        .warning()
        .ifPresent(warning -> progress.say("Warning: " + warning));
    boolean begun = false;
    try (BatchLaunch launch = new BatchLaunch(files, inputFiles, detached, progress);
        BackgroundDeletion deletion = new BackgroundDeletion(progress::say)) {
      launch.answerSignals();
      Set<Path> underWay = launch.takeOver(resumption);
      start.begin(() -> files.begin(resumption, underWay)).ifPresent(deletion::begin);
      begun = true;
      Optional<List<RunResult>> results = launch.run(resumption);
      if (results.isEmpty()) {
        progress.say(UnfinishedBatchException.collection(lastingCommandLine()));
        return ExitCode.SUCCESS.code();
      }
      Closing closing =
          files.end(
              results.get(),
              inputFiles,
              launch.isInterrupted() ? BatchState.INTERRUPTED : BatchState.FINISHED,
              progress::say);
      progress.close();
      int exitCode = launch.signal().orElse(exitCode(closing.summary()).code());
      print(closing, exitCode, reporting, out);
      return exitCode;
    } catch (RuntimeException failure) {
      if (begun) {
        files.noteFailure();
      }
      throw begun || start.isUnfinished()
          ? new UnfinishedBatchException(failure, lastingCommandLine())
          : failure;
    }
  }

  private void print(Closing closing, int exitCode, Reporting reporting, PrintWriter out) {
    BatchDirectory directory = BatchDirectory.of(plan.config());
    if (reporting.json()) {
      String name = plan.config().identity().name();
      out.print(ConsoleJson.text(name, directory, exitCode, closing, reporting.ranking()));
    } else {
      RunCommand worker = Workers.planned(plan).command();
      ConsoleView view =
          new ConsoleView(
              Installation.stdoutColumns(),
              reporting.ranking(),
              run -> worker.forReplay(directory.run(run).workerArguments()));
      ConsoleSummary.lines(closing, view).forEach(out::println);
      closing.verdict().ifPresent(verdict -> out.println("Report: " + directory.page()));
      out.println("Summary: " + directory.summaryCsv());
    }
    out.flush();
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
        Installation.versions(plan.config()));
  }

  private static ExitCode exitCode(BatchSummary summary) {
    if (summary.results().stream()
        .flatMap(result -> result.failure().stream())
        .anyMatch(failure -> failure.cause() == Cause.FAIL_FAST)) {
      return ExitCode.FAILED_FAST;
    }
    boolean allSucceeded =
        summary.results().stream()
            .flatMap(result -> result.failure().stream())
            .allMatch(failure -> failure.cause() == Cause.NOT_SELECTED);
    return allSucceeded ? ExitCode.SUCCESS : ExitCode.SOME_FAILED;
  }
}
