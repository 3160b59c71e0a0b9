package org.backtestrunner.orchestrator.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the checks need of a {@code batch_manifest.json}.
 *
 * @param startedAt when the batch was started
 * @param state how far it came
 * @param summary the counts it states; while it runs they may lag behind or be zero
 * @param runIds ids of the planned runs in plan order
 */
record BatchManifest(Instant startedAt, BatchState state, RunCounts summary, List<String> runIds) {

  BatchManifest {
    runIds = List.copyOf(runIds);
  }

  /** Takes a manifest apart. */
  static BatchManifest of(JsonNode root) throws UnreadableFileException {
    BatchState state = BatchState.of(root.path("state").asText());
    JsonNode summary = root.path("run_results_summary");
    RunCounts counts =
        new RunCounts(
            count(summary, "total_runs"),
            count(summary, "success_count"),
            count(summary, "failed_count"),
            count(summary, "timeout_count"),
            count(summary, "skipped_count"),
            0);
    List<String> runIds = runIds(summary.path("run_ids"));
    if (state != BatchState.RUNNING) {
      requireConsistent(counts);
    }
    return new BatchManifest(startedAt(root), state, counts, runIds);
  }

  /** The start of the batch, which may be readable where the rest is not. */
  static Instant startedAt(JsonNode root) throws UnreadableFileException {
    try {
      return Instant.parse(root.path("started_at").asText());
    } catch (DateTimeParseException e) {
      throw new UnreadableFileException("started_at is missing or no timestamp");
    }
  }

  private static int count(JsonNode summary, String name) throws UnreadableFileException {
    JsonNode count = summary.path(name);
    if (count.isMissingNode() || count.isNull()) {
      return 0;
    }
    if (!count.canConvertToInt() || !count.isIntegralNumber() || count.intValue() < 0) {
      throw new UnreadableFileException("run_results_summary." + name + " is no count");
    }
    return count.intValue();
  }

  private static List<String> runIds(JsonNode array) throws UnreadableFileException {
    List<String> runIds = new ArrayList<>();
    for (JsonNode runId : array) {
      if (!runId.isTextual()) {
        throw new UnreadableFileException("run_results_summary.run_ids holds more than texts");
      }
      runIds.add(runId.textValue());
    }
    return runIds;
  }

  private static void requireConsistent(RunCounts counts) throws UnreadableFileException {
    long ended = (long) counts.success() + counts.failed() + counts.timeout() + counts.skipped();
    if (counts.total() == 0) {
      throw new UnreadableFileException("run_results_summary.total_runs is missing or zero");
    }
    if (ended > counts.total()) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT,
              "run_results_summary counts %d runs, but total_runs is %d",
              ended,
              counts.total()));
    }
  }
}
