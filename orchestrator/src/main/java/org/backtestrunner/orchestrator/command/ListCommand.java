package org.backtestrunner.orchestrator.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.health.BatchListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which batches there are. */
@Command(
    name = "list",
    description = "Lists the batches below a directory: when, how many runs, state, best, size.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  ${backtest.cli:-scripts/cli} list --output-root output/batch_backtests"
    })
public final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--output-root",
      paramLabel = "DIR",
      defaultValue = "output/batch_backtests",
      description = "directory that holds batch outputs (default: ${DEFAULT-VALUE})")
  private Path outputRoot;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    List<String> lines;
    try {
      lines = BatchListing.lines(outputRoot);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot read", outputRoot, failure);
    }
    if (lines.isEmpty()) {
      spec.commandLine().getErr().println("No batch directories found in " + outputRoot);
    }
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
    return ExitCode.SUCCESS.code();
  }
}
