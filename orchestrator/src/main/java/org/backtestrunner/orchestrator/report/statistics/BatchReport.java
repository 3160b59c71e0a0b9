package org.backtestrunner.orchestrator.report.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis.Groundwork;
import org.backtestrunner.orchestrator.analysis.CurveVisitor;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Benchmark;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.report.BatchSummary;

/**
 * The statistics of a batch and the files that tell them. What goes wrong with them is told and
 * fails nothing else: the runs and their summary are what a batch is for.
 */
public final class BatchReport {
  private final BatchDirectory directory;
  private final BatchSummary summary;
  private final Groundwork groundwork;

  private BatchReport(BatchDirectory directory, BatchSummary summary, Groundwork groundwork) {
    this.directory = directory;
    this.summary = summary;
    this.groundwork = groundwork;
  }

  /**
   * Reads the equity of all runs again.
   *
   * @param visitor sees the curves meanwhile
   * @param notices takes why that was not possible
   */
  public static Optional<BatchReport> prepare(
      BatchSummary summary,
      BatchDirectory directory,
      CurveVisitor visitor,
      Consumer<String> notices) {
    try {
      return Optional.of(prepare(summary, Optional.empty(), directory, visitor));
    } catch (IOException unreadable) {
      notices.accept(warning(unreadable));
      return Optional.empty();
    }
  }

  /**
   * Reads the equity of all runs again.
   *
   * @param benchmarkId the run that the user has named as benchmark
   * @param visitor sees the curves meanwhile
   * @throws IOException where the results of a run can no longer be read
   */
  public static BatchReport prepare(
      BatchSummary summary,
      Optional<String> benchmarkId,
      BatchDirectory directory,
      CurveVisitor visitor)
      throws IOException {
    List<AnalysedRun> runs =
        summary.results().stream()
            .map(result -> new AnalysedRun(result, summary.metrics(result)))
            .toList();
    Groundwork groundwork = BatchAnalysis.prepare(runs, benchmarkId, directory, visitor);
    return new BatchReport(directory, summary.with(groundwork.comparisons()), groundwork);
  }

  /** What is told where the files cannot be written. */
  public static String warning(Exception failure) {
    return "Warning: the statistics of the batch are not written: " + failure.getMessage();
  }

  /** The summary with what the benchmark tells of each run. */
  public BatchSummary summary() {
    return summary;
  }

  /** The run that others are to beat. */
  public Optional<RunPlan> benchmark() {
    return groundwork.sets().benchmark().map(Benchmark::run).map(AnalysedRun::plan);
  }

  /**
   * Writes the files of the statistics.
   *
   * @param analysis that of this report
   * @throws IOException where a file of an earlier end cannot be deleted
   * @throws EnvironmentException where a file cannot be written
   */
  public void write(BatchAnalysis analysis, String name, String description) throws IOException {
    StatisticsJson.write(directory.statistics(), name, analysis);
    if (analysis.sensitivities().isEmpty()) {
      Files.deleteIfExists(directory.sensitivity());
    } else {
      SensitivityCsv.write(directory.sensitivity(), analysis);
    }
    BestParametersJson.write(directory.bestParameters(), name, analysis);
    MarkdownReport.write(directory.markdownReport(), name, description, analysis);
  }

  /**
   * All statistics.
   *
   * @throws IOException where the results of a run can no longer be read
   */
  public BatchAnalysis analysis() throws IOException {
    return BatchAnalysis.of(groundwork, summary.trials(), summary.counted());
  }

  /** Deletes those of an earlier end, if that is possible: they tell of other runs. */
  public static void deleteFrom(BatchDirectory directory) {
    for (Path file :
        List.of(
            directory.page(),
            directory.statistics(),
            directory.sensitivity(),
            directory.bestParameters(),
            directory.markdownReport())) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException stays) {
        // It is replaced, or there is a complaint about that.
      }
    }
  }
}
