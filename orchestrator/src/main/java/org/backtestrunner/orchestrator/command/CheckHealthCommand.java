package org.backtestrunner.orchestrator.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.command.argument.TextOrJson;
import org.backtestrunner.orchestrator.health.HealthInspection;
import org.backtestrunner.orchestrator.health.HealthReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Tells people and monitoring systems how the latest batch went. */
@Command(
    name = "check_health",
    description = "Checks the latest batch below a directory. Reads only.",
    sortOptions = false,
    exitCodeOnInvalidInput = CheckHealthCommand.COULD_NOT_CHECK,
    exitCodeOnExecutionException = CheckHealthCommand.COULD_NOT_CHECK,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:OK, or nothing to check",
      "1:WARN",
      "2:CRITICAL",
      "3:the check itself could not run",
    },
    footer = {
      "",
      "Example:",
      "  ${backtest.cli:-scripts/cli} check_health --batch-root output/batch_backtests --format json"
    })
public final class CheckHealthCommand implements Callable<Integer> {

  static final int COULD_NOT_CHECK = 3;

  @Spec private CommandSpec commandSpec;

  @Option(
      names = "--batch-root",
      paramLabel = "DIR",
      defaultValue = "output/batch_backtests",
      description = "directory that holds batch outputs (default: ${DEFAULT-VALUE})")
  private Path batchRoot;

  @Option(
      names = "--batch-max-failure-rate",
      paramLabel = "F",
      defaultValue = "0.2",
      converter = ShareConverter.class,
      description =
          "acceptable share of runs that are not success, 0 to 1 (default: ${DEFAULT-VALUE})")
  private BigDecimal maximumFailureRate;

  @Option(
      names = "--skip-batch-if-missing",
      description = "a missing directory, or no batch inside, is SKIP and not WARN")
  private boolean skipIfMissing;

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
    if (Files.exists(batchRoot) && !Files.isDirectory(batchRoot)) {
      throw new ParameterException(
          commandSpec.commandLine(), "--batch-root: " + batchRoot + " is not a directory");
    }
    try {
      HealthReport report =
          new HealthInspection(batchRoot, maximumFailureRate, skipIfMissing).report();
      commandSpec
          .commandLine()
          .getOut()
          .print(format == TextOrJson.JSON ? report.json() : report.text());
      commandSpec.commandLine().getOut().flush();
      return report.level().exitCode();
    } catch (AccessDeniedException e) {
      return couldNotCheck("no permission to read " + e.getFile());
    } catch (IOException e) {
      return couldNotCheck("cannot read " + batchRoot + ": " + e);
    }
  }

  private int couldNotCheck(String reason) {
    commandSpec.commandLine().getErr().println("check_health: " + reason);
    return COULD_NOT_CHECK;
  }

  /** Reads a share as it is written, so that 0.2 is exactly one fifth. */
  private static final class ShareConverter implements ITypeConverter<BigDecimal> {
    @Override
    public BigDecimal convert(String text) {
      try {
        BigDecimal share = new BigDecimal(text);
        if (share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0) {
          return share;
        }
      } catch (NumberFormatException e) {
        // The sentence below is the better one.
      }
      throw new TypeConversionException("'" + text + "' is not a number from 0 to 1");
    }
  }
}
