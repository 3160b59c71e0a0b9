package org.backtestrunner.orchestrator.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.command.argument.BatchArgument;
import org.backtestrunner.orchestrator.command.argument.TableFormats;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.report.table.BatchDifference;
import org.backtestrunner.orchestrator.report.table.TableFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what differs between two batches. */
@Command(
    name = "compare",
    description = "Tells which results of two batches differ, by how much, and what may be why.",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:compared",
      "1:with --fail-on-change: something has changed",
      "2:not a batch, or a bad option"
    },
    footer = {
      "",
      "Example:",
      "  ${backtest.cli:-scripts/cli} compare before/grid_search after/grid_search --fail-on-change"
    })
public final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BATCH_A", description = "the directory of a batch")
  private Path first;

  @Parameters(index = "1", paramLabel = "BATCH_B", description = "that of a later one")
  private Path second;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      defaultValue = "0",
      description =
          "by which share of equity curves may differ and be equal (default: ${DEFAULT-VALUE})")
  private double tolerance;

  @Option(names = "--fail-on-change", description = "exit code 1 where anything has changed")
  private boolean failOnChange;

  @Option(
      names = "--format",
      paramLabel = TableFormats.WORDS,
      defaultValue = "table",
      converter = TableFormats.class,
      description = "what goes to stdout (default: ${DEFAULT-VALUE})")
  private TableFormat format;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--tolerance: must be in [0, 1), not " + tolerance);
    }
    BatchDifference.Side before = side(first);
    BatchDifference.Side after = side(second);
    try {
      BatchDifference difference = BatchDifference.of(before, after, tolerance);
      PrintWriter out = spec.commandLine().getOut();
      difference.lines(format, TableFormats.terminalWidth()).forEach(out::println);
      out.flush();
      return failOnChange && difference.isChange()
          ? ExitCode.SOME_FAILED.code()
          : ExitCode.SUCCESS.code();
    } catch (IOException unreadable) {
      throw EnvironmentException.of(
          "cannot read the results of", before.directory().path(), unreadable);
    }
  }

  private BatchDifference.Side side(Path directory) {
    BatchArgument argument = BatchArgument.read(spec.commandLine(), directory);
    return new BatchDifference.Side(argument.place(), argument.batch());
  }
}
