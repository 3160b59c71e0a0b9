package org.backtestrunner.orchestrator.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.harvest.resume.RecordedBatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the statistics of a batch again. */
@Command(
    name = "report",
    description = {
      "Writes the statistics, best parameters and report of a batch again from what is on disk.",
      "Of a batch that is running, those of the runs that have ended."
    },
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  ${backtest.cli:-scripts/cli} report output/batch_backtests/grid_search --benchmark buy_and_hold"
    })
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BATCH_DIR", description = "the directory of a batch")
  private Path directory;

  @Option(
      names = "--benchmark",
      paramLabel = "ID",
      description = "the run to compare with, instead of the one that is tagged benchmark")
  private String benchmark;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    BatchArgument argument = BatchArgument.read(spec.commandLine(), directory);
    Optional<String> benchmarkId = Optional.ofNullable(benchmark);
    benchmarkId.ifPresent(id -> requireRun(argument.batch(), id));
    String verdict =
        argument.use(
            benchmarkId,
            report -> report.write(argument.batch().name(), argument.batch().description()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(verdict);
    out.println("Report: " + argument.place().markdownReport());
    out.flush();
    return ExitCode.SUCCESS.code();
  }

  private void requireRun(RecordedBatch batch, String id) {
    List<String> ids = batch.results().stream().map(result -> result.plan().id()).toList();
    if (!ids.contains(id)) {
      List<String> plain = ids.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
      throw usage("--benchmark: there is no run " + id + NearestName.hint(id, plain));
    }
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
