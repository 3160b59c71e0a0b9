package org.backtestrunner.orchestrator.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.command.argument.TextOrJson;
import org.backtestrunner.orchestrator.config.LedgerPolicy;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.ledger.LedgerException;
import org.backtestrunner.orchestrator.ledger.LedgerListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What was ever tried. */
@Command(
    name = "trials",
    description = "Lists what was ever tried, on which data: the trial ledger of a directory.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  ${backtest.cli:-scripts/cli} trials --output-root output/batch_backtests"
    })
public final class TrialsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--output-root",
      paramLabel = "DIR",
      defaultValue = "output/batch_backtests",
      description = "directory that holds batch outputs (default: ${DEFAULT-VALUE})")
  private Path outputRoot;

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description = "a ledger elsewhere: the trial_ledger of configs")
  private Optional<Path> ledger;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      converter = TextOrJson.Converter.class,
      description = "what goes to stdout (default: ${DEFAULT-VALUE})")
  private TextOrJson format;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    Path file = ledger.orElseGet(() -> LedgerPolicy.standardFile(outputRoot)).toAbsolutePath();
    LedgerListing listing;
    try {
      listing = LedgerListing.read(file);
    } catch (LedgerException unusable) {
      throw new EnvironmentException(unusable.getMessage());
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> listing.lines().forEach(out::println);
      case JSON -> out.print(listing.json(file));
    }
    out.flush();
    if (listing.families().isEmpty()) {
      spec.commandLine().getErr().println("No trials in " + file);
    }
    return ExitCode.SUCCESS.code();
  }
}
