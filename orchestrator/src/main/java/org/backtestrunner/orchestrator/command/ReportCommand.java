package org.backtestrunner.orchestrator.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.batch.Installation;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.harvest.resume.RecordedBatch;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.report.BatchSummary;
import org.backtestrunner.orchestrator.report.statistics.BatchReport;
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
      "  scripts/cli report output/batch_backtests/grid_search --benchmark buy_and_hold"
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
    BatchDirectory place = BatchDirectory.at(directory.normalize());
    RecordedBatch batch = read(place);
    Optional<String> benchmarkId = Optional.ofNullable(benchmark);
    benchmarkId.ifPresent(id -> requireRun(batch, id));
    PrintWriter out = spec.commandLine().getOut();
    try {
      BatchReport report =
          BatchReport.prepare(BatchSummary.of(batch.results()), benchmarkId, place);
      out.println(report.write(batch.name(), batch.description()));
      out.println("Report: " + place.markdownReport());
      out.flush();
      return ExitCode.SUCCESS.code();
    } catch (IOException unreadable) {
      throw EnvironmentException.of("cannot read the results of", place.path(), unreadable);
    }
  }

  private RecordedBatch read(BatchDirectory place) {
    try {
      return RecordedBatch.read(place, Installation.workerJar());
    } catch (UnreadableFileException notOne) {
      throw usage(
          directory
              + " is not the directory of a batch: batch_manifest.json: "
              + notOne.getMessage());
    }
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
