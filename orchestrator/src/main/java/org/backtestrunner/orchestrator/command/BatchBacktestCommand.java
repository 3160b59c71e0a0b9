package org.backtestrunner.orchestrator.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.batch.BatchJob;
import org.backtestrunner.orchestrator.batch.DryRun;
import org.backtestrunner.orchestrator.batch.ExistingBatch;
import org.backtestrunner.orchestrator.batch.ExitCode;
import org.backtestrunner.orchestrator.batch.Installation;
import org.backtestrunner.orchestrator.batch.Progress;
import org.backtestrunner.orchestrator.batch.Provenance;
import org.backtestrunner.orchestrator.batch.UnfinishedBatchException;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.ConfigReader;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.file.BackgroundDeletion;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.launch.execute.ShellText;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.BatchLock;
import org.backtestrunner.orchestrator.report.BatchContext;
import org.backtestrunner.orchestrator.report.BatchManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Runs a batch. */
@Command(
    name = "batch_backtest",
    description = "Runs every backtest of a batch config, each in a JVM of its own.",
    sortOptions = false,
    modelTransformer = KeyOptions.class,
    footer = {
      "",
      "Example:",
      "  scripts/cli batch_backtest --config-file configs/batch_example.yaml --max-workers 2"
    })
public final class BatchBacktestCommand implements Callable<Integer> {
  private static final List<List<String>> EXCLUSIVE =
      List.of(
          List.of("--serial", "--max-workers"),
          List.of("-q", "-v"),
          List.of("--rerun", "--resume"),
          List.of("--cache-dir", "--no-cache"));

  @Spec private CommandSpec spec;

  @Option(
      names = "--config-file",
      paramLabel = "FILE",
      required = true,
      description = "batch config: .yaml, .yml or .json")
  private Path configFile;

  @Option(
      names = "--dry-run",
      description = "check everything and print the plan; start nothing, write nothing")
  private boolean dryRun;

  @Option(names = "--rerun", description = "replace an existing output of this batch")
  private boolean rerun;

  @Option(
      names = "--resume",
      description = "finish an existing batch: keep what is complete and unchanged, run the rest")
  private boolean resume;

  @Option(names = "-q", description = "tell less: no progress")
  private boolean quiet;

  @Option(names = "-v", description = "tell more: the start of each run too")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Instant startedAt = Instant.now();
    Path workingDirectory = Path.of("").toAbsolutePath();
    BatchConfig config =
        ConfigReader.read(configFile, options(), workingDirectory, Installation.workerJar());
    BatchPlan plan = Planner.plan(config);
    plan.warnings().forEach(warning -> err.println("Warning: " + warning));
    err.flush();
    BatchDirectory directory = BatchDirectory.of(config);
    if (dryRun) {
      Optional<ResumePlan> resumption =
          resume
              ? Optional.of(ResumePlan.of(plan, directory, BatchJob.inputFiles(plan)))
              : Optional.empty();
      DryRun.lines(plan, BatchJob.workerCommand(plan, config.execution().maxWorkers()), resumption)
          .forEach(out::println);
      return ExitCode.SUCCESS.code();
    }
    BatchLock.checkFree(directory);
    refuseExisting(new ExistingBatch(directory));
    InputFiles inputFiles = BatchJob.inputFiles(plan);
    inputFiles.readWorkerAhead();
    try (BatchLock lock = BatchLock.acquire(directory);
        Progress progress =
            new Progress(err, detail(), Installation.stderrIsTerminal(), plan.runs().size())) {
      // Once more: until now, another process could have begun this batch.
      ExistingBatch existing = new ExistingBatch(lock.batch());
      existing.recover();
      refuseExisting(existing);
      BatchContext context = Provenance.of(plan, startedAt, commandLine());
      int exitCode = run(context, inputFiles, existing, progress, out);
      if (exitCode == ExitCode.FAILED_FAST.code() || exitCode > ExitCode.BUG.code()) {
        err.println(UnfinishedBatchException.advice(resumeCommand()));
      }
      return exitCode;
    }
  }

  private int run(
      BatchContext context,
      InputFiles inputFiles,
      ExistingBatch existing,
      Progress progress,
      PrintWriter out) {
    Optional<ResumePlan> resumption =
        resume && existing.isPresent()
            ? Optional.of(ResumePlan.of(context.plan(), existing.directory(), inputFiles))
            : Optional.empty();
    boolean begun = false;
    try (BatchJob job = new BatchJob(context, inputFiles, resumption, progress);
        BackgroundDeletion deletion = new BackgroundDeletion(progress::say)) {
      if (rerun && existing.isPresent()) {
        deletion.begin(replace(existing, job));
      } else {
        job.begin();
      }
      begun = true;
      return job.run(out);
    } catch (RuntimeException failure) {
      if (begun) {
        BatchManifest.noteFailure(existing.directory(), context, Instant.now());
      }
      throw begun || (!rerun && existing.isBatch())
          ? new UnfinishedBatchException(failure, resumeCommand())
          : failure;
    }
  }

  /** Where the old results are, to be deleted only now that the new batch has begun. */
  private static Path replace(ExistingBatch existing, BatchJob job) {
    Path aside = existing.moveAside();
    try {
      job.begin();
    } catch (RuntimeException failure) {
      existing.restore(aside);
      throw failure;
    }
    return existing.discard(aside);
  }

  /** This command line, made to finish what it has begun. */
  private String resumeCommand() {
    List<String> command = new ArrayList<>(Installation.command());
    command.addAll(commandLine());
    command.removeAll(List.of("--rerun", "--resume"));
    command.add("--resume");
    return ShellText.of(command);
  }

  private List<String> commandLine() {
    return spec.commandLine().getParseResult().originalArgs();
  }

  /** What the command line says instead of the config. */
  private GivenOptions options() {
    ParseResult given = spec.commandLine().getParseResult();
    for (List<String> pair : EXCLUSIVE) {
      if (pair.stream().allMatch(given::hasMatchedOption)) {
        throw usage(String.join(" and ", pair) + " exclude each other: give one of them");
      }
    }
    try {
      return KeyOptions.read(given);
    } catch (InvalidValueException e) {
      throw usage(e.getMessage());
    }
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private Progress.Detail detail() {
    return quiet
        ? Progress.Detail.QUIET
        : verbose ? Progress.Detail.VERBOSE : Progress.Detail.NORMAL;
  }

  /** Changes nothing on disk, so that a mistaken second start does no harm. */
  private void refuseExisting(ExistingBatch existing) {
    if (!existing.isPresent()) {
      return;
    }
    Path path = existing.directory().path();
    if (!existing.isBatch()) {
      throw usage(
          "the output directory exists and "
              + (existing.isLink() ? "is a symbolic link" : "holds no batch")
              + ", so it is left alone: "
              + path
              + "; choose another batch_name or --output-root");
    }
    if (!rerun && !resume) {
      throw usage(
          "the batch output exists ("
              + existing.describe()
              + "): "
              + path
              + "; --resume finishes it, --rerun replaces it");
    }
  }
}
