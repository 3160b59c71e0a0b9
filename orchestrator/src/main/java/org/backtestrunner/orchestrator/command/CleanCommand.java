package org.backtestrunner.orchestrator.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.cleaning.Cleaning;
import org.backtestrunner.orchestrator.cleaning.Freed;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Deletes what of a batch can be spared. */
@Command(
    name = "clean",
    description = {
      "Deletes orders and positions of runs, and superseded results, to free disk space. Equity"
          + " curves, manifests, logs and summaries stay, and --resume keeps the runs."
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or there was nothing to delete",
      "2:no such batch, or not said what to delete",
      "4:a file cannot be deleted",
      "5:another process works on the batch"
    },
    footer = {
      "",
      "Examples:",
      "  ${backtest.cli:-scripts/cli} clean output/batch_backtests/batch_example --keep-best 20",
      "  ${backtest.cli:-scripts/cli} clean output/batch_backtests/batch_example --positions"
    })
public final class CleanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BATCH_DIR", description = "the output of a batch")
  private Path batchDirectory;

  @Option(
      names = "--superseded",
      description = "delete the results that --resume has put aside (runs/.superseded)")
  private boolean superseded;

  @Option(
      names = "--keep-best",
      paramLabel = "N",
      converter = CountConverter.class,
      description =
          "the N runs with the largest Sharpe ratios keep their files; alone it means the orders and"
              + " positions of all others")
  private Optional<Integer> keepBest;

  @Option(names = "--orders", description = "delete the orders of runs")
  private boolean orders;

  @Option(names = "--positions", description = "delete the positions of runs")
  private boolean positions;

  @Option(names = "--dry-run", description = "say what would become free; delete nothing")
  private boolean dryRun;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    Cleaning cleaning = new Cleaning(superseded, files(), keepBest.orElse(0));
    if (!superseded && cleaning.files().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "say what to delete: --superseded, --keep-best, --orders or --positions");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Freed freed =
        dryRun
            ? cleaning.wouldFree(batchDirectory, err::println)
            : cleaning.clean(batchDirectory, err::println);
    freed.lines().forEach(out::println);
    out.println(
        dryRun
            ? "Would free " + freed.total() + "; nothing was deleted"
            : "Freed " + freed.total());
    out.flush();
    return ExitCode.SUCCESS.code();
  }

  private Set<ResultFile> files() {
    boolean both = keepBest.isPresent() && !orders && !positions;
    Set<ResultFile> files = EnumSet.noneOf(ResultFile.class);
    if (orders || both) {
      files.add(ResultFile.ORDERS);
    }
    if (positions || both) {
      files.add(ResultFile.POSITIONS);
    }
    return files;
  }

  private static final class CountConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[0-9]{1,9}")) {
        throw new TypeConversionException("'" + text + "' is not a number of runs, 0 or more");
      }
      return Integer.parseInt(text);
    }
  }
}
