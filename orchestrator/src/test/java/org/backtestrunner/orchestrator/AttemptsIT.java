package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time limits, retries, and what is the same for all runs. */
class AttemptsIT {
  @TempDir Path directory;
  private BatchFixture fixture;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    output = fixture.output("tried");
  }

  @Test
  void aRunThatTakesTooLongIsEndedAndTheOthersGoOn() {
    fixture.writeStubBatch("tried", "timeout_per_run: 1h", "gate", "good");

    Result result = fixture.batch("--timeout-per-run", "5s");

    assertEquals(1, result.exitCode(), result::told);
    assertEquals(List.of("timeout", "success"), output.column("status"));
    assertEquals(List.of("timeout", ""), output.column("cause"));
    assertTrue(output.row("gate").get("error").contains("time limit"), result::told);
    assertEquals(1, output.manifest().at("/run_results_summary/timeout_count").asInt());
    assertTrue(ProcessHandle.of(output.pid(0, "gate")).isEmpty());
    assertTrue(result.out().contains("1 of 2 runs succeeded, 1 timeout"), result::told);
    String log = BatchOutput.text(output.run(0, "gate").resolve("run.log"));
    assertTrue(
        log.contains("UnrulyWorker.waitAtGate"), "where it was when its time was up: " + log);
  }

  @Test
  void whatMayPassIsTriedAgainAndWhatCannotIsNot() {
    fixture.writeStubBatch(
        "tried",
        """
        retries: 2
        retry_backoff: "10ms"
        worker_memory: 32m
        circuit_breaker: off""",
        "flaky",
        "killed",
        "hungry",
        "data",
        "bug",
        "good");

    Result result = fixture.batch();

    assertEquals(1, result.exitCode(), result::told);
    assertEquals(List.of("2", "3", "2", "1", "1", "1"), output.column("attempts"));
    output.assertRow("flaky", "success", "", "0");
    output.assertRow("killed", "failed", "killed", "137");
    output.assertRow("hungry", "failed", "out_of_memory", "3");
    JsonNode attempts = output.runManifest(0, "flaky").get("attempts");
    assertEquals("killed", attempts.get(0).get("cause").asText());
    assertEquals(137, attempts.get(0).get("exit_code").asInt());
    assertTrue(attempts.get(1).get("cause").isNull(), attempts::toString);
  }

  @Test
  void whereTheFirstRunsAllFailAlikeTheRestIsSpared() {
    String[] ids = {"data-1", "data-2", "data-3", "data-4", "data-5", "good-1", "good-2"};
    fixture.writeStubBatch("tried", "max_workers: 1", ids);

    Result result = fixture.batch();

    assertEquals(3, result.exitCode(), result::told);
    assertEquals(
        List.of("failed", "failed", "failed", "failed", "failed", "skipped", "skipped"),
        output.column("status"));
    assertTrue(result.errText().contains("circuit_breaker"), result::told);
    assertTrue(
        result.errText().contains("After mending the fault, finish the batch: "), result::told);
    List<String> told = result.out();
    int failed =
        told.indexOf(
            "FAILED 5 runs (bad_data): Backtest exited with code 65: prices.csv:7: 'x' is not a number");
    assertEquals("  runs: data-1, data-2, data-3 and 2 more", told.get(failed + 1), result::told);
    assertTrue(told.get(failed + 2).startsWith("  replay: "), result::told);
    assertEquals(1, told.stream().filter(line -> line.startsWith("FAILED")).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--retries -1",
        "--retries some",
        "--timeout-per-run 0",
        "--timeout-per-run 5min",
        "--rerun --resume"
      })
  void impossibleWishesAreUsageErrors(String options) {
    fixture.writeStubBatch("tried", "", "good");

    Result result = fixture.batch(options.split(" "));

    assertEquals(2, result.exitCode(), result::told);
    assertEquals(1, result.err().size(), result::told);
    assertTrue(result.errText().contains(options.split(" ")[0]), result::told);
  }
}
