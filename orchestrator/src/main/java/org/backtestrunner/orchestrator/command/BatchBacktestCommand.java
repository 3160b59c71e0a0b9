package org.backtestrunner.orchestrator.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.batch.BatchJob;
import org.backtestrunner.orchestrator.batch.DryRun;
import org.backtestrunner.orchestrator.batch.Installation;
import org.backtestrunner.orchestrator.batch.Progress;
import org.backtestrunner.orchestrator.batch.start.OutputExistsException;
import org.backtestrunner.orchestrator.batch.start.Start;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.ConfigReader;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.Planner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Runs a batch. */
@Command(
    name = "batch_backtest",
    description = "Runs every backtest of a batch config, each in a JVM of its own.",
    sortOptions = false,
    modelTransformer = KeyOptions.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every run succeeded",
      "1:at least one run did not",
      "2:a mistake in the command or the config; nothing was started",
      "3:stopped early by fail-fast",
      "4:the environment: no Java, no permission, a full disk",
      "5:another process is working on this batch",
      "70:an error of the program",
      "130, 143:ended by Ctrl-C or a termination signal",
    },
    footer = {
      "",
      "Example:",
      "  ${backtest.cli:-scripts/cli} batch_backtest configs/batch_example.yaml"
    })
public final class BatchBacktestCommand implements Callable<Integer> {
  private static final List<List<String>> EXCLUSIVE =
      List.of(
          List.of("--serial", "--max-workers"),
          List.of("-q", "-v"),
          List.of("--rerun", "--resume"),
          List.of("--cache-dir", "--no-cache"));

  @Spec private CommandSpec spec;

  @Option(names = "--config-file", paramLabel = "FILE", description = "the same as CONFIG")
  private Optional<Path> configFile;

  @Parameters(
      paramLabel = "CONFIG",
      arity = "0..1",
      description = "batch config: .yaml, .yml or .json")
  private Optional<Path> config;

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
    Instant startedAt = Instant.now();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    BatchPlan plan = plan();
    plan.warnings().forEach(warning -> err.println("Warning: " + warning));
    err.flush();
    List<String> commandLine = spec.commandLine().getParseResult().originalArgs();
    try {
      if (dryRun) {
        DryRun.lines(plan, resume, err::println).forEach(out::println);
        return ExitCode.SUCCESS.code();
      }
      return new BatchJob(plan, choice(), startedAt, commandLine).run(detail(), out, err);
    } catch (OutputExistsException refusal) {
      throw usage(refusal.getMessage());
    }
  }

  private BatchPlan plan() {
    Path workingDirectory = Path.of("").toAbsolutePath();
    BatchConfig config =
        ConfigReader.read(configFile(), options(), workingDirectory, Installation.workerJar());
    return Planner.plan(config);
  }

  private Path configFile() {
    if (config.isPresent() && configFile.isPresent()) {
      throw usage("CONFIG and --config-file both name a config: give one of them");
    }
    return config
        .or(() -> configFile)
        .orElseThrow(() -> usage("a batch config is missing: name its file"));
  }

  private Start.Choice choice() {
    return rerun ? Start.Choice.REPLACE : resume ? Start.Choice.RESUME : Start.Choice.KEEP;
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
}
