package org.backtestrunner.orchestrator.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.command.argument.BatchArgument;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.harvest.resume.RecordedBatch;
import org.backtestrunner.orchestrator.report.page.BatchPage;
import org.backtestrunner.orchestrator.report.page.Browser;
import org.backtestrunner.orchestrator.report.page.curve.CurveGallery;
import org.backtestrunner.orchestrator.report.page.model.PageOrigin;
import org.backtestrunner.orchestrator.report.page.model.RunColumn;
import org.backtestrunner.orchestrator.report.statistics.BatchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the report of a batch again. */
@Command(
    name = "report",
    description = {
      "Writes the page, statistics and best parameters of a batch again from what is on disk.",
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
      names = "--out",
      paramLabel = "FILE",
      description = "write the page there, and nothing else")
  private Path out;

  @Option(
      names = "--benchmark",
      paramLabel = "ID",
      description = "the run to compare with, instead of the one that is tagged benchmark")
  private String benchmark;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "a run whose curve the page is to have in any case; may be repeated")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      defaultValue = "sharpe",
      description = "what ranking and heat maps show first (default: ${DEFAULT-VALUE})")
  private String metric;

  @Option(names = "--open", description = "show the page in the browser of the desktop")
  private boolean open;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    RunColumn column = column();
    BatchArgument argument = BatchArgument.read(spec.commandLine(), directory);
    Optional<String> benchmarkId = Optional.ofNullable(benchmark);
    benchmarkId.ifPresent(id -> requireRun(argument.batch(), "--benchmark", id));
    runs.forEach(id -> requireRun(argument.batch(), "--run", id));
    Path page = out == null ? argument.place().page() : out.toAbsolutePath().normalize();
    CurveGallery gallery = new CurveGallery(argument.place(), runs);
    String verdict =
        argument.use(
            benchmarkId, gallery, report -> write(argument, report, gallery, column, page));
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.println(verdict);
    stdout.println("Report: " + page);
    stdout.flush();
    if (open && !Browser.show(page)) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("Warning: no browser could be started; the page is " + page);
      err.flush();
    }
    return ExitCode.SUCCESS.code();
  }

  private String write(
      BatchArgument argument, BatchReport report, CurveGallery gallery, RunColumn column, Path page)
      throws IOException {
    RecordedBatch batch = argument.batch();
    BatchAnalysis analysis = report.analysis();
    if (out == null) {
      report.write(analysis, batch.name(), batch.description());
    }
    PageOrigin origin =
        PageOrigin.read(
            argument.place(),
            batch.name(),
            batch.description(),
            batch.state(),
            report.summary().results());
    new BatchPage(analysis, gallery, origin, column).write(page);
    return analysis.verdict().sentence();
  }

  private RunColumn column() {
    List<String> names = RunColumn.all().stream().map(RunColumn::name).toList();
    return RunColumn.find(metric)
        .orElseThrow(
            () -> usage("--metric: unknown metric " + metric + NearestName.hint(metric, names)));
  }

  private void requireRun(RecordedBatch batch, String option, String id) {
    List<String> ids = batch.results().stream().map(result -> result.plan().id()).toList();
    if (!ids.contains(id)) {
      List<String> plain = ids.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
      throw usage(option + ": there is no run " + id + NearestName.hint(id, plain));
    }
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
