package org.backtestrunner.orchestrator.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.manifest.BatchManifestFile.Standing;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.RunSelection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchManifestFileTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  private static final BatchFacts FACTS =
      new BatchFacts(
          "batch",
          "",
          START,
          "0123456789abcdef".repeat(4),
          Optional.of(true),
          OptionalLong.of(42),
          4,
          false,
          Path.of("/out"),
          List.of(),
          List.of(),
          Map.of(),
          RunSelection.ALL,
          List.of(run("a", 0), run("b", 1)),
          List.of(),
          Path.of("/batch.yaml"),
          Path.of("/"),
          List.of("batch_backtest"),
          new Origin(Optional.empty(), Map.of(), "host", new Versions("17", "1", "1", "Linux")));

  private static PlannedRun run(String id, int index) {
    return new PlannedRun(
        id,
        index,
        "00ff00ff00ff00ff",
        List.of(),
        Map.of(),
        RunPlan.Source.ofTags(List.of()),
        Map.of());
  }

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("batch_manifest.json");
  }

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    BatchManifestFile.write(
        file, FACTS, BatchState.RUNNING, Optional.empty(), Map.of(), Optional.empty());

    Standing begun = BatchManifestFile.read(file);
    assertEquals(BatchState.RUNNING, begun.state());
    assertEquals(START, begun.startedAt());
    assertEquals(2, begun.totalRuns());
    assertEquals(List.of("a", "b"), begun.runIds());
    assertEquals(0, begun.count(Status.SUCCESS));

    BatchManifestFile.write(
        file,
        FACTS,
        BatchState.FINISHED,
        Optional.of(START),
        Map.of(Status.SUCCESS, 1, Status.TIMEOUT, 1),
        Optional.of(
            new LedgerChange(
                Path.of("/out/trial_ledger.jsonl"),
                List.of(new LedgerChange.Family("prices.csv", "1d", "run", 3, 5)))));

    Standing ended = BatchManifestFile.read(file);
    assertEquals(BatchState.FINISHED, ended.state());
    assertEquals(1, ended.count(Status.SUCCESS));
    assertEquals(0, ended.count(Status.FAILED));
    assertEquals(1, ended.count(Status.TIMEOUT));
    assertEquals(OptionalInt.of(2), BatchManifestFile.peekTotalRuns(file));
  }

  @Test
  void ofABrokenOneWhatCanBeReadIsStillTold() throws IOException {
    Files.writeString(file, "{\"started_at\": \"2026-01-02T03:04:05.678Z\", \"state\": \"bored\"}");

    assertEquals(
        "state is neither running nor finished nor interrupted",
        assertThrows(UnreadableFileException.class, () -> BatchManifestFile.read(file))
            .getMessage());
    assertEquals(Optional.of(START), BatchManifestFile.peekStartedAt(file));
    assertEquals(OptionalInt.empty(), BatchManifestFile.peekTotalRuns(file));

    Files.writeString(file, "{");
    assertEquals(Optional.empty(), BatchManifestFile.peekStartedAt(file));
  }
}
