package org.backtestrunner.orchestrator.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.sample.SampleFiles;
import org.backtestrunner.orchestrator.sample.SampleRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes invented prices to try the program with. */
@Command(
    name = "sample_data",
    description =
        "Writes a price file of invented stocks: correlated, fat-tailed, with late listings,"
            + " delistings and gaps. Equal options give equal bytes. No result on it says anything"
            + " about a real market.",
    footer = {
      "",
      "Example:",
      "  ${backtest.cli:-scripts/cli} sample_data --symbols 50 --start 2015-01-02 --out prices.csv.gz"
    })
public final class SampleDataCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Option(
      names = "--symbols",
      paramLabel = "N",
      defaultValue = "30",
      description = "how many stocks (default: ${DEFAULT-VALUE})")
  private int symbols;

  @Option(
      names = "--start",
      paramLabel = "DATE",
      defaultValue = "2012-01-02",
      converter = IsoDate.class,
      description = "first day (default: ${DEFAULT-VALUE})")
  private LocalDate start;

  @Option(
      names = "--end",
      paramLabel = "DATE",
      defaultValue = "2024-12-31",
      converter = IsoDate.class,
      description = "last day, included (default: ${DEFAULT-VALUE})")
  private LocalDate end;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "another seed gives another market (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "price file, compressed if it ends with .gz; replaced if it exists")
  private Path out;

  @Option(
      names = "--factor-out",
      paramLabel = "FILE",
      description = "also write a monthly factor file with a weakly predictive column ml_alpha")
  private Optional<Path> factorOut;

  @Override
  public Integer call() {
    SampleRequest request = request();
    if (factorOut.map(factor -> isSameFile(factor, out)).orElse(false)) {
      throw usageError("--out and --factor-out name the same file, " + out);
    }
    try {
      long rows = SampleFiles.write(request, out, factorOut);
      spec.commandLine().getOut().println("Wrote " + rows + " rows to " + out);
      return ExitCode.SUCCESS.code();
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot write", out, failure);
    }
  }

  private SampleRequest request() {
    try {
      return new SampleRequest(symbols, start, end, seed);
    } catch (IllegalArgumentException e) {
      throw usageError(e.getMessage());
    }
  }

  private ParameterException usageError(String problem) {
    return new ParameterException(spec.commandLine(), "Impossible sample: " + problem);
  }

  private static boolean isSameFile(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private static final class IsoDate implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String value) {
      try {
        return LocalDate.parse(value);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("'" + value + "' is not a date like 2020-01-31");
      }
    }
  }
}
