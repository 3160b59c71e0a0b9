package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.listing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that exists is touched unless the user says so. */
class ExistingBatchIT {
  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
  }

  @Test
  void aDryRunPrintsThePlanAndLeavesTheDiskAsItIs() {
    fixture.writeBatch("plan", "grid: {commission_bps: [0.50, 1], lot_size: [0, 10]}");
    Map<String, String> before = listing(directory);

    Result result = fixture.batch("--dry-run");

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(before, listing(directory));
    List<String> ids =
        List.of(
            "commission_bps_0_50_lot_size_0",
            "commission_bps_0_50_lot_size_10",
            "commission_bps_1_lot_size_0",
            "commission_bps_1_lot_size_10");
    for (int i = 0; i < ids.size(); i++) {
      String line = result.out().get(1 + i);
      assertTrue(line.matches(" *" + i + "  [0-9a-f]{16}  " + ids.get(i) + "  .*"), result::told);
    }
    assertTrue(result.out().get(1).endsWith("  commission_bps=0.50 lot_size=0"), result::told);
    assertTrue(result.outText().contains(" -jar " + CommandLineRun.WORKER_JAR), result::told);
    assertTrue(
        result
            .outText()
            .contains(
                directory.resolve("out/plan/runs/0000_" + ids.get(0) + "/worker.args").toString()),
        result::told);
  }

  @Test
  void aSecondRunIsRefusedAndOneWithRerunReplacesTheFirst() throws Exception {
    fixture.writeStubBatch("twice", "", "good-1", "data", "good-2");
    assertEquals(1, fixture.batch().exitCode());
    Path batch = directory.resolve("out/twice");
    Map<String, String> before = listing(directory);

    Result second = fixture.batch();

    assertEquals(2, second.exitCode(), second::told);
    assertEquals(List.of(), second.out());
    assertEquals(1, second.err().size(), second::told);
    assertTrue(second.errText().contains(batch.toString()), second::told);
    assertTrue(second.errText().contains("2 of 3 runs succeeded"), second::told);
    assertTrue(second.errText().contains("--rerun"), second::told);
    assertEquals(before, listing(directory));

    Files.createFile(batch.resolve("runs/0000_good-1/left from before"));
    fixture.writeStubBatch("twice", "", "good-2");
    Result again = fixture.batch("--rerun");

    assertEquals(0, again.exitCode(), again::told);
    assertEquals(List.of("good-2"), fixture.output("twice").column("run_id"));
    assertFalse(Files.exists(batch.resolve("runs/0000_good-1")));
    assertNotEquals(before.get("out/twice"), listing(directory).get("out/twice"));
    try (var left = Files.list(directory.resolve("out"))) {
      assertEquals(
          List.of(".twice.lock", "trial_ledger.jsonl", "twice"),
          left.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aRerunWithAMistakeInTheConfigKeepsTheOldResults() {
    fixture.writeStubBatch("kept", "", "good");
    assertEquals(0, fixture.batch().exitCode());
    fixture.writeStubBatch("kept", "max_worker: 3", "good");
    Map<String, String> before = listing(directory.resolve("out"));

    Result result = fixture.batch("--rerun");

    assertEquals(2, result.exitCode(), result::told);
    assertEquals(before, listing(directory.resolve("out")));
  }

  @Test
  void aDirectoryThatIsNoBatchIsLeftAloneEvenByRerun() {
    fixture.writeStubBatch("thesis", "", "good");
    fixture.write("out/thesis/chapter1.txt", "years of work");
    Map<String, String> before = listing(directory);

    for (Result result : List.of(fixture.batch(), fixture.batch("--rerun"))) {
      assertEquals(2, result.exitCode(), result::told);
      assertTrue(result.errText().contains("holds no batch"), result::told);
      assertTrue(result.errText().contains(directory.resolve("out/thesis") + ""), result::told);
      assertEquals(before, listing(directory));
    }
  }

  @Test
  void aBatchThatAnotherProcessWorksOnIsNotTouched() {
    fixture.writeStubBatch("held", "", "gate");
    BatchOutput output = fixture.output("held");
    try (CommandLineRun first = fixture.startBatch()) {
      CommandLineRun.await("the first worker", () -> output.hasStarted(0, "gate"));
      Map<String, String> before = listing(directory);

      for (Result second : List.of(fixture.batch(), fixture.batch("--rerun"))) {
        assertEquals(5, second.exitCode(), second::told);
        assertEquals(1, second.err().size(), second::told);
        assertTrue(second.errText().contains("pid " + first.pid()), second::told);
        assertEquals(before, listing(directory));
      }

      output.letGo(0, "gate");
      assertEquals(0, first.await().exitCode());
    }
    assertEquals(List.of("success"), output.column("status"));
  }
}
