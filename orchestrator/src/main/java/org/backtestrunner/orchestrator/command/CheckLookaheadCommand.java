package org.backtestrunner.orchestrator.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.batch.host.Installation;
import org.backtestrunner.orchestrator.command.argument.ConfigArgument;
import org.backtestrunner.orchestrator.config.ConfigReader;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.launch.compile.StrategyCompiler;
import org.backtestrunner.orchestrator.lookahead.LookaheadCheck;
import org.backtestrunner.orchestrator.lookahead.Verdicts;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for look-ahead. */
@Command(
    name = "check_lookahead",
    description =
        "Executes runs again on data that are changed after a date, and tells whether anything up to"
            + " that date comes out otherwise. Leaves nothing in the batch's output.",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all runs are clean",
      "1:look-ahead was found",
      "2:a mistake in the call or the config, or a run that could not be checked"
    },
    footer = {
      "",
      "Example:",
      "  ${backtest.cli:-scripts/cli} check_lookahead configs/own_strategy.yaml --only"
          + " 'lookback_63_*'"
    })
public final class CheckLookaheadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigArgument config;

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      description = "check only runs whose id matches; repeatable")
  private List<String> only = List.of();

  @Option(
      names = "--cuts",
      paramLabel = "N",
      defaultValue = "5",
      description = "how many dates are tried for each run (default: ${DEFAULT-VALUE})")
  private int cuts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "another seed tries other dates and changes (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    if (cuts < 1) {
      throw new ParameterException(spec.commandLine(), "--cuts must be at least 1, not " + cuts);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (LookaheadCheck check = new LookaheadCheck(plan(), cuts, seed)) {
      Verdicts verdicts = check.run(out::println);
      return verdicts.exitCode();
    }
  }

  private BatchPlan plan() {
    Path workingDirectory = Path.of("").toAbsolutePath();
    BatchPlan plan =
        Planner.plan(
            ConfigReader.read(
                config.path(),
                GivenOptions.none(),
                workingDirectory,
                Installation.workerJar(),
                new StrategyCompiler()));
    try {
      return plan.selecting(RunSelection.of(only, List.of(), List.of(), plan));
    } catch (InvalidValueException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
