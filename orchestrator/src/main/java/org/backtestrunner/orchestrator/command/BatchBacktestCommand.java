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
import org.backtestrunner.orchestrator.batch.host.Installation;
import org.backtestrunner.orchestrator.batch.progress.Progress;
import org.backtestrunner.orchestrator.batch.start.OutputExistsException;
import org.backtestrunner.orchestrator.batch.start.Start;
import org.backtestrunner.orchestrator.command.argument.ConfigArgument;
import org.backtestrunner.orchestrator.command.argument.KeyOptions;
import org.backtestrunner.orchestrator.command.argument.TextOrJson;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.ConfigReader;
import org.backtestrunner.orchestrator.config.ExecutorType;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.launch.compile.StrategyCompiler;
import org.backtestrunner.orchestrator.launch.inspect.InputInspection;
import org.backtestrunner.orchestrator.launch.inspect.Inspector;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunSelection;
import org.backtestrunner.orchestrator.report.console.Ranking;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs a batch. */
@Command(
    name = BatchBacktestCommand.NAME,
    description = "Runs every backtest of a batch config, each in a JVM of its own.",
    sortOptions = false,
    modelTransformer = KeyOptions.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every run that was selected succeeded",
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
  public static final String NAME = "batch_backtest";

  private static final List<List<String>> EXCLUSIVE =
      List.of(
          List.of("--serial", "--max-workers"),
          List.of("-q", "-v"),
          List.of("--rerun", "--resume"),
          List.of("--cache-dir", "--no-cache"));

  /** A worker that is to look at inputs, if one is already starting. */
  private final Optional<Inspector> begun;

  @Spec private CommandSpec spec;

  @Mixin private ConfigArgument config;

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
      names = "--detach",
      description = "with a cluster as the executor: submit the runs, say how to collect, and end")
  private boolean detach;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a parameter as if base_args said so, or batch_name; repeatable")
  private List<String> settings = List.of();

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      description = "execute only runs whose id matches, such as 'ema_fast_5_*'; repeatable")
  private List<String> only = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "do not execute runs whose id matches; repeatable")
  private List<String> exclude = List.of();

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "execute only runs with the tag; repeatable")
  private List<String> tags = List.of();

  @Option(
      names = "--sort",
      paramLabel = "METRIC",
      converter = RankingConverter.class,
      description = "what the table at the end is ordered by: any metric; default: sharpe")
  private Ranking ranking = Ranking.STANDARD;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      converter = TextOrJson.Converter.class,
      description = "what goes to stdout: a table, or one JSON object; default: text")
  private TextOrJson format = TextOrJson.TEXT;

  @Option(names = "-q", description = "tell less: no progress; with --dry-run, no list of runs")
  private boolean quiet;

  @Option(names = "-v", description = "tell more: the start of each run too")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  public BatchBacktestCommand() {
    this(Optional.empty());
  }

  private BatchBacktestCommand(Optional<Inspector> begun) {
    this.begun = begun;
  }

  /**
   * The command, of which it is all but sure that it will be called with these words: the JVM that
   * looks at inputs starts while they are still being read. It ends by itself where it is not asked
   * anything.
   */
  public static BatchBacktestCommand calledWith(List<String> words) {
    boolean looks = !words.contains("--help") && !words.contains("-h");
    return new BatchBacktestCommand(looks ? Optional.of(inspector()) : Optional.empty());
  }

  private static Inspector inspector() {
    return Inspector.begin(Installation.workerJar(), Path.of("").toAbsolutePath());
  }

  @Override
  public Integer call() {
    Instant startedAt = Instant.now();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<String> commandLine = commandLine();
    Path workingDirectory = Path.of("").toAbsolutePath();
    try (Inspector inspector = begun.orElseGet(BatchBacktestCommand::inspector)) {
      BatchPlan plan = plan(workingDirectory);
      if (detach && plan.config().executor().type() != ExecutorType.SLURM) {
        throw usage("--detach needs a cluster: give it with --executor slurm");
      }
      InputInspection inspection = InputInspection.begin(plan, inspector);
      plan.warnings().forEach(warning -> err.println("Warning: " + warning));
      err.flush();
      if (dryRun) {
        DryRun dryRun = DryRun.of(plan, inspection, choice(), err::println);
        dryRun.warning().ifPresent(warning -> err.println("Warning: " + warning));
        if (format == TextOrJson.JSON) {
          out.print(dryRun.json());
        } else {
          (quiet ? dryRun.summary() : dryRun.lines()).forEach(out::println);
        }
        out.flush();
        return ExitCode.SUCCESS.code();
      }
      BatchJob job = new BatchJob(plan, choice(), detach, startedAt, commandLine);
      return job.run(inspection, reporting(), out, err);
    } catch (OutputExistsException refusal) {
      throw usage(refusal.getMessage());
    }
  }

  private BatchPlan plan(Path workingDirectory) {
    BatchConfig config =
        ConfigReader.read(
            this.config.path(),
            options(),
            workingDirectory,
            Installation.workerJar(),
            new StrategyCompiler());
    BatchPlan plan = Planner.plan(config);
    try {
      return plan.selecting(RunSelection.of(only, exclude, tags, plan));
    } catch (InvalidValueException e) {
      throw usage(e.getMessage());
    }
  }

  /** As given, but with a config's name that can be told from other words. */
  private List<String> commandLine() {
    List<String> words = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
    if (config.word().isPresent()) {
      for (int i = 0; i < words.size(); i++) {
        OptionSpec before = i == 0 ? null : spec.findOption(words.get(i - 1));
        boolean isValue = before != null && before.arity().max() > 0;
        if (!isValue && words.get(i).equals(config.word().get().toString())) {
          words.set(i, BatchJob.CONFIG_FILE + "=" + words.get(i));
        }
      }
    }
    return words;
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
      return KeyOptions.read(given, settings);
    } catch (InvalidValueException e) {
      throw usage(e.getMessage());
    }
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private BatchJob.Reporting reporting() {
    return new BatchJob.Reporting(detail(), ranking, format == TextOrJson.JSON);
  }

  private Progress.Detail detail() {
    return quiet
        ? Progress.Detail.QUIET
        : verbose ? Progress.Detail.VERBOSE : Progress.Detail.NORMAL;
  }

  private static final class RankingConverter implements ITypeConverter<Ranking> {
    @Override
    public Ranking convert(String text) {
      if (!Ranking.metrics().contains(text)) {
        throw new TypeConversionException(
            "there is no metric '" + text + "'" + NearestName.hint(text, Ranking.metrics()));
      }
      return new Ranking(text);
    }
  }
}
