package org.backtestrunner.orchestrator.command.argument;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.orchestrator.analysis.CurveVisitor;
import org.backtestrunner.orchestrator.batch.host.Installation;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.harvest.resume.RecordedBatch;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.report.BatchSummary;
import org.backtestrunner.orchestrator.report.TrialMembers;
import org.backtestrunner.orchestrator.report.statistics.BatchReport;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The directory of a batch, as an argument of a command that reads it.
 *
 * @param place where it is
 * @param batch what it holds
 */
public record BatchArgument(BatchDirectory place, RecordedBatch batch) {

  /**
   * @throws ParameterException where the directory holds no batch
   */
  public static BatchArgument read(CommandLine command, Path directory) {
    BatchDirectory place = BatchDirectory.at(directory.toAbsolutePath().normalize());
    try {
      return new BatchArgument(place, RecordedBatch.read(place, Installation.workerJar()));
    } catch (UnreadableFileException notOne) {
      throw new ParameterException(
          command,
          directory
              + " is not the directory of a batch: batch_manifest.json: "
              + notOne.getMessage());
    }
  }

  /** What is computed over its runs. */
  public interface Use<T> {
    T of(BatchReport report) throws IOException;
  }

  /**
   * @param benchmarkId the run that the user has named as benchmark
   */
  public <T> T use(Optional<String> benchmarkId, Use<T> use) {
    return use(benchmarkId, CurveVisitor.NOBODY, use);
  }

  /**
   * @param benchmarkId the run that the user has named as benchmark
   * @param visitor sees the curves meanwhile
   */
  public <T> T use(Optional<String> benchmarkId, CurveVisitor visitor, Use<T> use) {
    try {
      BatchSummary summary =
          BatchSummary.of(batch.results()).beside(TrialMembers.read(place.summaryJson()));
      return use.of(BatchReport.prepare(summary, benchmarkId, place, visitor));
    } catch (IOException unreadable) {
      throw EnvironmentException.of("cannot read the results of", place.path(), unreadable);
    }
  }
}
