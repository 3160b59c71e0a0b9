package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that fail in every way: each is told apart, and none disturbs the others. */
class FailedRunsIT {
  private static final String[] IDS = {
    "killed",
    "bug",
    "silent",
    "broken",
    "hungry",
    "data",
    "refusing",
    "uncaught",
    "good-1",
    "good-2"
  };

  @TempDir private static Path directory;
  private static BatchFixture fixture;
  private static BatchOutput output;
  private static Result result;

  @BeforeAll
  static void runTheBatch() {
    fixture = new BatchFixture(directory);
    fixture.writeStubBatch("it's failing", "worker_memory: 32m", IDS);
    fixture.write(
        "batch.yaml",
        BatchOutput.text(directory.resolve("batch.yaml"))
            .replace("it's failing", "failing")
            .replace("\"out\"", "\"it's out\""));
    result = fixture.batch();
    output = new BatchOutput(directory.resolve("it's out/failing"));
  }

  @Test
  void theBatchRunsToItsEndAndSaysThatNotAllIsWell() {
    assertEquals(1, result.exitCode(), result::told);
    assertEquals(List.of(IDS), output.column("run_id"));
    assertEquals("finished", output.state());
    assertTrue(result.out().contains("2 of 10 runs succeeded, 8 failed"), result::told);
    assertEquals(10, result.err().stream().filter(line -> line.startsWith("[")).count());
  }

  @Test
  void everyEndingHasItsStatusCauseAndExitCode() {
    output.assertRow("killed", "failed", "killed", "137");
    output.assertRow("bug", "failed", "worker_bug", "70");
    output.assertRow("silent", "failed", "no_output", "0");
    output.assertRow("broken", "failed", "invalid_output", "0");
    output.assertRow("hungry", "failed", "out_of_memory", "3");
    output.assertRow("data", "failed", "bad_data", "65");
    output.assertRow("refusing", "failed", "usage", "2");
    output.assertRow("uncaught", "failed", "jvm", "1");
    output.assertRow("good-1", "success", "", "0");
    output.assertRow("good-2", "success", "", "0");
  }

  @Test
  void everyErrorIsOneLineThatSaysWhatHappened() {
    assertError("killed", "Backtest exited with code 137 (SIGKILL)");
    assertError("bug", "Backtest exited with code 70: ", "the books do not balance");
    assertError("silent", "Backtest exited with code 0: ", "portfolio_equity_1d.csv");
    assertError("broken", "Backtest exited with code 0: ", "portfolio_equity_1d.csv", "line 2");
    assertError("hungry", "Backtest exited with code 3: ", "OutOfMemoryError");
    assertError("data", "Backtest exited with code 65: prices.csv:7: 'x' is not a number");
    assertError("refusing", "Backtest exited with code 2: --seed: '1' is not to my liking");
    assertError("uncaught", "Backtest exited with code 1: ", "nobody caught this");
    assertEquals("", output.row("good-1").get("error"));
  }

  private static void assertError(String id, String start, String... parts) {
    String error = output.row(id).get("error");
    assertTrue(error.startsWith(start), error);
    for (String part : parts) {
      assertTrue(error.contains(part), error);
    }
    assertEquals(1, error.lines().count(), error);
  }

  @Test
  void aRunThatFailedHasNoMetricsAndTheRequestedDates() {
    Map<String, String> row = output.row("broken");
    for (String metric : List.of("sharpe", "deflated_sharpe", "max_dd", "turnover", "orders")) {
      assertEquals("", row.get(metric), metric);
    }
    assertEquals("2015-01-01", row.get("start_date"));
    assertEquals("2015-12-31", row.get("end_date"));
    assertEquals(0, output.summary().at("/runs/3/metrics").size());
    assertEquals(List.of("2015-01-02"), List.of(output.row("good-1").get("start_date")));
  }

  @Test
  void theFilesOfARunTellTheSameAsTheSummary() {
    for (int i = 0; i < IDS.length; i++) {
      Map<String, String> row = output.row(IDS[i]);
      JsonNode manifest = output.runManifest(i, IDS[i]);
      assertEquals(row.get("status"), manifest.get("status").asText());
      assertEquals(row.get("cause"), manifest.get("cause").asText(""));
      assertEquals(row.get("exit_code"), manifest.get("exit_code").asText());
    }
    assertTrue(BatchOutput.text(output.run(1, "bug").resolve("run.log")).contains("\tat "));
  }

  @Test
  void standardOutputShowsTheEndOfTheLogAndACommandThatRepeatsTheFailure() {
    int begin = indexOf("FAILED killed (killed): Backtest exited with code 137 (SIGKILL)");
    assertEquals("  | INFO about to die", result.out().get(begin + 1));
    assertReplay(result.out().get(begin + 2), 137);

    int bug = indexOf("FAILED bug (worker_bug): ");
    assertTrue(
        result.out().subList(bug + 1, bug + 6).stream()
            .anyMatch(line -> line.contains("the books do not balance")),
        result::told);
    assertReplay(nextReplay(bug), 70);
    assertReplay(nextReplay(indexOf("FAILED hungry (out_of_memory): ")), 3);
    assertFalse(result.outText().contains("FAILED good"), result::told);
    String memory = "its heap of 32 MiB was too small: set worker_memory: \"64m\" or more";
    assertTrue(result.outText().contains(memory), result::told);
  }

  private static int indexOf(String start) {
    for (int i = 0; i < result.out().size(); i++) {
      if (result.out().get(i).startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError("no line starts with " + start + "\n" + result.told());
  }

  private static String nextReplay(int from) {
    return result.out().stream()
        .skip(from)
        .filter(line -> line.startsWith("  replay: "))
        .findFirst()
        .orElseThrow();
  }

  /** The output root of this batch has a quote and a blank, which a shell must not stumble over. */
  private static void assertReplay(String line, int exitCode) {
    String command = line.substring("  replay: ".length());
    Result replay = CommandLineRun.call(directory, Map.of(), List.of("/bin/sh", "-c", command));
    assertEquals(exitCode, replay.exitCode(), replay::told);
  }

  @Test
  void whatTheJvmSaysAndDoesForTheEnvironmentIsNotTheWorkers(@TempDir Path other) {
    BatchFixture stubs = new BatchFixture(other);
    stubs.writeStubBatch("options", "max_workers: 1", "mute", "killed", "refusing");
    Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-XX:+ExitOnOutOfMemoryError");

    Result told =
        CommandLineRun.call(
            other, environment, CommandLineRun.program(BatchFixture.batchArguments()));

    assertEquals(1, told.exitCode(), told::told);
    String line = "The workers' JVMs take options from the environment: JAVA_TOOL_OPTIONS";
    assertEquals(1, told.err().stream().filter(line::equals).count(), told::told);
    BatchOutput failed = stubs.output("options");
    failed.assertRow("mute", "failed", "jvm", "2");
    failed.assertRow("killed", "failed", "killed", "137");
    failed.assertRow("refusing", "failed", "usage", "2");
    assertEquals("Backtest exited with code 2", failed.row("mute").get("error"));
    assertEquals("Backtest exited with code 137 (SIGKILL)", failed.row("killed").get("error"));
    assertFalse(told.outText().contains("Picked up"), told::told);
  }

  @Test
  void theHealthCheckFindsMostRunsFailed() {
    Result health =
        CommandLineRun.call(
            directory, "check_health", "--batch-root", "it's out", "--format", "json");

    assertEquals(2, health.exitCode(), health::told);
    assertTrue(health.outText().contains("\"2/10\""), health::told);
    assertTrue(health.outText().contains("0.8000"), health::told);
  }
}
