package org.backtestrunner.orchestrator.health;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/**
 * What to inspect.
 *
 * @param batchRoot directory that holds batch outputs
 * @param maximumFailureRate acceptable share of runs without success, 0 to 1
 * @param skipIfMissing whether it is fine that there is no batch
 */
public record HealthInspection(
    Path batchRoot, BigDecimal maximumFailureRate, boolean skipIfMissing) {

  public HealthInspection {
    if (maximumFailureRate.signum() < 0 || maximumFailureRate.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "A failure rate lies between 0 and 1, not " + maximumFailureRate);
    }
  }

  /**
   * Reads the latest batch and judges it. Writes nothing.
   *
   * @throws IOException if a directory exists and cannot be listed
   */
  public HealthReport report() throws IOException {
    Optional<FoundBatch> latest = LatestBatch.below(batchRoot);
    if (latest.isEmpty()) {
      return new HealthReport(List.of(nothingFound()));
    }
    if (latest.get() instanceof FoundBatch.Unreadable unreadable) {
      return new HealthReport(List.of(manifestUnreadable(unreadable)));
    }
    FoundBatch.Readable batch = (FoundBatch.Readable) latest.get();
    BatchHealth health =
        new BatchHealth(
            batch.directory().getFileName().toString(),
            batch.manifest(),
            EndedRuns.of(batch.directory()));
    return new HealthReport(health.checks(maximumFailureRate));
  }

  private HealthCheck nothingFound() {
    String details = "No batch directories found in " + batchRoot;
    if (Files.notExists(batchRoot)) {
      details += " (no such directory)";
    } else if (Files.exists(BatchDirectory.at(batchRoot).manifest())) {
      details += " (it is itself a batch: give the directory that holds it)";
    }
    return new HealthCheck(
        BatchHealth.STATUS,
        skipIfMissing ? HealthLevel.SKIP : HealthLevel.WARN,
        Optional.empty(),
        details);
  }

  private static HealthCheck manifestUnreadable(FoundBatch.Unreadable batch) {
    String details =
        String.format(
            Locale.ROOT,
            "Failed to load batch manifest: %s: %s",
            BatchDirectory.at(batch.directory()).manifest(),
            batch.reason());
    if (batch.startIsEstimated()) {
      details += "; taken for the latest batch since it was last changed at " + batch.startedAt();
    }
    return new HealthCheck(BatchHealth.STATUS, HealthLevel.CRITICAL, Optional.empty(), details);
  }
}
