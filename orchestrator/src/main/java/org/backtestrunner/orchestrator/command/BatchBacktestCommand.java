package org.backtestrunner.orchestrator.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.batch.BatchJob;
import org.backtestrunner.orchestrator.batch.DryRun;
import org.backtestrunner.orchestrator.batch.Installation;
import org.backtestrunner.orchestrator.batch.Progress;
import org.backtestrunner.orchestrator.batch.start.OutputExistsException;
import org.backtestrunner.orchestrator.batch.start.Start;
import org.backtestrunner.orchestrator.config.AttemptPolicy;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.ConfigOverrides;
import org.backtestrunner.orchestrator.config.ConfigReader;
import org.backtestrunner.orchestrator.config.DurationText;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.Planner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a batch. */
@Command(
    name = "batch_backtest",
    description = "Runs every backtest of a batch config, each in a JVM of its own.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  scripts/cli batch_backtest --config-file configs/batch_example.yaml --max-workers 2"
    })
public final class BatchBacktestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config-file",
      paramLabel = "FILE",
      required = true,
      description = "batch config: .yaml, .yml or .json")
  private Path configFile;

  @Option(
      names = "--output-root",
      paramLabel = "DIR",
      description = "where batch outputs go; overrides the config's output_root")
  private Optional<Path> outputRoot;

  @Option(
      names = "--max-workers",
      paramLabel = "N",
      description = "worker JVMs at once, 1 or more; overrides the config's max_workers")
  private Optional<Integer> maxWorkers;

  @Option(names = "--serial", description = "one run at a time, in plan order")
  private boolean serial;

  @Option(
      names = "--fail-fast",
      description = "end the batch with the first run that fails; the rest is skipped")
  private boolean failFast;

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

  @Option(
      names = "--timeout-per-run",
      paramLabel = "D",
      description = "how long a run may take: 90s, 5m, 1h or plain seconds")
  private Optional<String> timeoutPerRun;

  @Option(
      names = "--retries",
      paramLabel = "N",
      description = "further attempts of a run after a failure that may pass, 0 or more")
  private Optional<Integer> retries;

  @Option(
      names = "--cache-dir",
      paramLabel = "DIR",
      description =
          "where prepared inputs are kept for later batches; overrides the config's cache_dir")
  private Optional<Path> cacheDirectory;

  @Option(
      names = "--no-cache",
      description = "prepare and keep nothing: every run reads its input files itself")
  private boolean noCache;

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
    Instant startedAt = Instant.now();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    BatchPlan plan = plan();
    plan.warnings().forEach(warning -> err.println("Warning: " + warning));
    err.flush();
    if (dryRun) {
      DryRun.lines(plan, resume).forEach(out::println);
      return ExitCode.SUCCESS.code();
    }
    List<String> commandLine = spec.commandLine().getParseResult().originalArgs();
    try {
      return new BatchJob(plan, choice(), startedAt, commandLine).run(detail(), out, err);
    } catch (OutputExistsException refusal) {
      throw usage(refusal.getMessage());
    }
  }

  private BatchPlan plan() {
    Path workingDirectory = Path.of("").toAbsolutePath();
    BatchConfig config =
        ConfigReader.read(configFile, overrides(), workingDirectory, Installation.workerJar());
    return Planner.plan(config);
  }

  private Start.Choice choice() {
    return rerun ? Start.Choice.REPLACE : resume ? Start.Choice.RESUME : Start.Choice.KEEP;
  }

  private ConfigOverrides overrides() {
    if (serial && maxWorkers.isPresent()) {
      throw usage("--serial and --max-workers exclude each other: give one of them");
    }
    if (maxWorkers.isPresent() && maxWorkers.get() < 1) {
      throw usage("--max-workers must be 1 or more, not " + maxWorkers.get());
    }
    if (quiet && verbose) {
      throw usage("-q and -v exclude each other: give one of them");
    }
    if (rerun && resume) {
      throw usage("--rerun and --resume exclude each other: give one of them");
    }
    if (cacheDirectory.isPresent() && noCache) {
      throw usage("--cache-dir and --no-cache exclude each other: give one of them");
    }
    if (retries.isPresent() && (retries.get() < 0 || retries.get() > AttemptPolicy.MOST_RETRIES)) {
      throw usage(
          "--retries must be in [0, " + AttemptPolicy.MOST_RETRIES + "], not " + retries.get());
    }
    return new ConfigOverrides(
        outputRoot,
        maxWorkers.map(OptionalInt::of).orElse(OptionalInt.empty()),
        serial,
        failFast,
        timeLimit(),
        retries.map(OptionalInt::of).orElse(OptionalInt.empty()),
        cacheDirectory,
        noCache);
  }

  private Optional<Duration> timeLimit() {
    try {
      return timeoutPerRun.map(DurationText::parse);
    } catch (IllegalArgumentException notALength) {
      throw usage("--timeout-per-run " + notALength.getMessage());
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
}
