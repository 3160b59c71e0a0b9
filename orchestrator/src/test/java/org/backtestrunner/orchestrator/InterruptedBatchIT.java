package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.orchestrator.launch.execute.LaunchFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch that somebody ends: nothing that was finished is lost, and nothing keeps running. */
class InterruptedBatchIT {
  @TempDir Path directory;
  private BatchFixture fixture;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    output = fixture.output("cut");
  }

  @ParameterizedTest
  @CsvSource({"INT, 2, 130", "TERM, 15, 143"})
  void aSignalEndsTheBatchInGoodOrder(String signal, int number, int exitCode) throws Exception {
    assumeFalse(LaunchFixture.isIgnoredHere(number), "SIG" + signal + " is ignored here");
    String[] ids = {"good-1", "gate-1", "gate-2", "good-2", "good-3"};
    fixture.writeStubBatch("cut", "max_workers: 2", ids);
    try (CommandLineRun run = fixture.startBatch()) {
      awaitStart(1, "gate-1");
      awaitStart(2, "gate-2");
      List<ProcessHandle> workers = run.workers();
      assertEquals(2, workers.size());
      run.signal(signal);
      Result result = run.await();

      assertEquals(exitCode, result.exitCode(), result::told);
      assertTrue(workers.stream().noneMatch(ProcessHandle::isAlive));
      assertTrue(result.out().contains("1 of 5 runs succeeded, 4 skipped"), result::told);
    }
    assertEquals(List.of(ids), output.column("run_id"));
    output.assertRow("good-1", "success", "", "0");
    for (String id : List.of("gate-1", "gate-2", "good-2", "good-3")) {
      assertEquals("skipped", output.row(id).get("status"), id);
      assertEquals("interrupted", output.row(id).get("cause"), id);
    }
    assertEquals("interrupted", output.state());
    assertEquals(1, output.manifest().at("/run_results_summary/success_count").asInt());
    assertEquals(4, output.manifest().at("/run_results_summary/skipped_count").asInt());
    assertEquals("success", output.runManifest(0, "good-1").get("status").asText());
    Result health = fixture.checkHealth();
    assertTrue(health.out().get(0).matches("batch_latest_status +WARN +1/5 .*"), health::told);
  }

  @Test
  void aWorkerThatDoesNotListenIsKilled() {
    fixture.writeStubBatch("cut", "max_workers: 1", "deaf", "good");
    try (CommandLineRun run = fixture.startBatch()) {
      awaitStart(0, "deaf");
      run.signal("TERM");
      Result result = run.await();

      assertEquals(143, result.exitCode(), result::told);
    }
    assertTrue(ProcessHandle.of(output.pid(0, "deaf")).isEmpty());
    output.assertRow("deaf", "skipped", "interrupted", "137");
    output.assertRow("good", "skipped", "interrupted", "");
  }

  @Test
  void aSecondSignalEndsEverythingAtOnce() {
    fixture.writeStubBatch("cut", "max_workers: 2", "deaf-1", "deaf-2");
    try (CommandLineRun run = fixture.startBatch()) {
      awaitStart(0, "deaf-1");
      awaitStart(1, "deaf-2");
      List<ProcessHandle> workers = run.workers();
      run.signal("TERM");
      run.signal("TERM");

      assertEquals(143, run.await().exitCode());
      CommandLineRun.await(
          "the workers' end", () -> workers.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void theCommandThatIsPrintedFinishesTheBatch() {
    fixture.writeStubBatch("cut", "", "good", "gate");
    String command;
    try (CommandLineRun run = fixture.startBatch("--max-workers", "1", "--output-root", "my out")) {
      output = new BatchOutput(directory.resolve("my out/cut"));
      awaitStart(1, "gate");
      run.signal("TERM");
      Result result = run.await();
      assertEquals(143, result.exitCode(), result::told);
      String last = result.err().get(result.err().size() - 1);
      assertTrue(last.startsWith("To finish the batch: "), result::told);
      String view = result.err().get(result.err().size() - 2);
      assertTrue(view.matches("To see what has ended: .* report '.*/my out/cut'"), result::told);
      // The script could find the program out of date and build it, amid its own tests.
      command = "\"$@\" " + last.substring(last.indexOf("batch_backtest "));
    }
    Path curve = output.run(0, "good").resolve("backtest/portfolio_equity_1d.csv");
    String before = BatchOutput.listing(curve).toString();
    List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", command, "sh"));
    shell.addAll(CommandLineRun.program());

    long ended = output.pid(1, "gate");
    try (CommandLineRun run = CommandLineRun.start(directory, Map.of(), shell)) {
      CommandLineRun.await(
          "gate again", () -> output.hasStarted(1, "gate") && output.pid(1, "gate") != ended);
      output.letGo(1, "gate");
      Result result = run.await();
      assertEquals(0, result.exitCode(), result::told);
    }
    assertEquals(List.of("good", "gate"), output.column("run_id"));
    assertEquals(List.of("success", "success"), output.column("status"));
    assertEquals(before, BatchOutput.listing(curve).toString());
    assertEquals("finished", output.state());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate", "good"})
  void itsEndDoesNotWaitForTheReadingOfLargeInputs(String first) throws Exception {
    // Full of holes: it takes no room, and half a minute and more to digest.
    try (RandomAccessFile huge = new RandomAccessFile(directory.resolve("huge").toFile(), "rw")) {
      huge.setLength(40L << 30);
    }
    fixture.writeStubBatch("cut", "");
    String overrides = "strategy: multifactor_long_short, bundle_path: huge";
    fixture.writeConfig(
        "cut",
        "stub.jar",
        "max_workers: 1",
        List.of(
            "{id: " + first + ", overrides: {" + overrides + ", seed: 1}}",
            "{id: gate-2, overrides: {" + overrides + ", seed: 2}}"));
    try (CommandLineRun run = fixture.startBatch("--no-cache")) {
      awaitStart(first.equals("good") ? 1 : 0, first.equals("good") ? "gate-2" : first);
      long begin = System.nanoTime();
      run.signal("TERM");
      Result result = run.await();

      assertEquals(143, result.exitCode(), result::told);
      long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
      assertTrue(seconds < 10, seconds + " s");
    }
    assertEquals(
        List.of(first.equals("good") ? "success" : "skipped", "skipped"), output.column("status"));
  }

  private void awaitStart(int index, String id) {
    CommandLineRun.await(id, () -> output.hasStarted(index, id));
  }
}
