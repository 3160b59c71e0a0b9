package org.backtestrunner.orchestrator.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.batch.host.Installation;
import org.backtestrunner.orchestrator.replay.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs one run of a batch again. */
@Command(
    name = "replay",
    description = {
      "Runs one run of a batch again, alone and in the foreground, and says whether it gives the same"
          + " bytes. The batch stays as it is."
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the same result files, or there were none",
      "1:other result files than the batch's",
      "2:no such run",
      "other:that of the worker"
    },
    footer = {
      "",
      "Examples:",
      "  ${backtest.cli:-scripts/cli} replay output/batch_backtests/batch_example trend_baseline",
      "  ${backtest.cli:-scripts/cli} replay output/batch_backtests/batch_example 3 --debug"
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BATCH_DIR", description = "the output of a batch")
  private Path batchDirectory;

  @Parameters(index = "1", paramLabel = "RUN", description = "a run's id, or its index")
  private String run;

  @Option(
      names = "--debug",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "5005",
      converter = PortConverter.class,
      description =
          "wait for a debugger on this port of this machine before anything is done (default:"
              + " ${FALLBACK-VALUE})")
  private Optional<Integer> debugPort;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the results go (default: a new temporary directory)")
  private Optional<Path> out;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    OptionalInt port = debugPort.map(OptionalInt::of).orElse(OptionalInt.empty());
    return Replay.of(batchDirectory, run, Installation.workerJar(), out).run(port, err);
  }

  private static final class PortConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (text.matches("[0-9]{1,5}")) {
        int port = Integer.parseInt(text);
        if (port > 0 && port <= LAST_PORT) {
          return port;
        }
      }
      throw new TypeConversionException("'" + text + "' is not a port from 1 to " + LAST_PORT);
    }
  }
}
