package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that share JVMs leave what they leave alone, however they end. */
class SharedJvmsIT {
  private static final List<String> IDS =
      List.of(
          "good-1",
          "data-1",
          "good-2",
          "hungry-1",
          "refusing-1",
          "good-3",
          "slow-1",
          "good-4",
          "bug-1",
          "killed-1",
          "good-5",
          "uncaught-1",
          "silent-1",
          "good-6",
          "broken-1",
          "leaves-notes",
          "good-7",
          "good-8");

  @TempDir Path directory;

  private LeftBehind outcome(String runsPerJvm, int workers) {
    TortureBatch batch = TortureBatch.in(directory.resolve(runsPerJvm + "-" + workers), "ended");
    batch.fixture().makeServingWorker("worker.jar", UnrulyWorker.class);
    batch.write(
        "timeout_per_run: \"4s\"\ncircuit_breaker: off\nworker_memory: \"32m\"\nmax_workers: "
            + workers,
        IDS);
    Result result = batch.call("--runs-per-jvm", runsPerJvm);
    assertEquals(1, result.exitCode(), result::told);
    assertEquals(List.of(), batch.workers(), "nobody is left");
    assertFalse(Files.exists(batch.output().directory().resolve("jvms")), "nothing was said");
    return LeftBehind.of(batch.output(), result);
  }

  @Test
  void howManyRunsShareAJvmChangesNothingThatTheyLeave() {
    LeftBehind alone = outcome("1", 4);

    assertEquals(9, alone.results().size(), "of 18, as many as end well");
    assertEquals(alone, outcome("2", 4));
    assertEquals(alone, outcome("7", 1));
    assertEquals(alone, outcome("unlimited", 1));
  }

  @Test
  void theManifestTellsWhichRunOfItsJvmItWasAndTheCommandThatRepeatsIt() throws Exception {
    BatchFixture fixture = new BatchFixture(directory);
    String grid = "max_workers: 1\ngrid: {commission_bps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}\n";
    fixture.writeBatch("shared", grid + "runs_per_jvm: 4\n");
    Result result = fixture.batch();
    assertEquals(0, result.exitCode(), result::told);
    BatchOutput output = fixture.output("shared");

    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      JsonNode manifest = output.runManifest(i, "commission_bps_" + i);
      assertTrue(manifest.at("/jvm/shared").asBoolean());
      numbers.add(manifest.at("/jvm/run_number").asInt());
    }
    assertEquals(List.of(1, 2, 3, 4, 1, 2, 3, 4, 1, 2), numbers);

    Path run = output.run(7, "commission_bps_7");
    Map<String, String> before = BatchOutput.contents(run.resolve("backtest"));
    List<String> command =
        StreamSupport.stream(
                output.runManifest(7, "commission_bps_7").get("command").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    assertEquals(0, new ProcessBuilder(command).start().waitFor());
    assertEquals(before, BatchOutput.contents(run.resolve("backtest")));
  }

  @Test
  void theRealWorkerLeavesTheSameBytesWhetherRunsShareItOrNot() {
    String grid =
        "max_workers: 2\ngrid: {max_gross_exposure: [0.5, 1], rebalance_freq: [W, M],"
            + " bottom_quantile: [0, 0.2]}\n";
    BatchFixture alone = new BatchFixture(directory.resolve("alone"));
    alone.writeBatch("same", grid);
    BatchFixture shared = new BatchFixture(directory.resolve("shared"));
    shared.writeBatch("same", grid);

    assertEquals(0, alone.batch().exitCode());
    assertEquals(0, shared.batch("--runs-per-jvm", "unlimited").exitCode());

    assertEquals(
        WholeResults.summary(alone.output("same")), WholeResults.summary(shared.output("same")));
    assertEquals(
        WholeResults.of(alone.output("same")).byId(),
        WholeResults.of(shared.output("same")).byId());
  }

  @Test
  void aWorkerThatCannotServeIsRefusedBeforeAnythingIsStarted() {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writeStubBatch("stub", "runs_per_jvm: unlimited", "good-1");

    Result result = fixture.batch();

    assertEquals(2, result.exitCode(), result::told);
    String told = String.join("\n", result.err());
    assertTrue(
        told.contains("batch.yaml:4: runs_per_jvm: the worker cannot execute several"), told);
    assertFalse(Files.exists(directory.resolve("out")));
  }
}
