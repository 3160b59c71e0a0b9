package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledOrchestratorIT {
  /** Makes a JVM many times slower, so that a small backtest takes long. */
  private static final Map<String, String> SLOW = Map.of("JDK_JAVA_OPTIONS", "-Xint");

  @TempDir Path directory;

  private static String aMillionPrices() {
    StringBuilder text = new StringBuilder("timestamp,symbol,close\n");
    for (LocalDate day = BatchFixture.FIRST_DAY; day.getYear() < 2020; day = day.plusDays(1)) {
      for (int symbol = 0; symbol < 550; symbol++) {
        text.append(day).append(",S").append(symbol).append(",100\n");
      }
    }
    return text.toString();
  }

  @Test
  void noWorkerOutlivesAnOrchestratorThatIsKilledAndWhatHadEndedIsWhole() {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writePrices("prices.csv", 2, 30);
    fixture.write("many prices.csv", aMillionPrices());
    fixture.write(
        "batch.yaml",
        """
        batch_name: "orphans"
        output_root: "out"
        max_workers: 1
        base_args:
          strategy: "buy_and_hold"
          start_date: "2015-01-01"
          end_date: "2024-12-31"
        runs:
          - {id: "short", overrides: {price_file: "prices.csv"}}
          - {id: "long", overrides: {price_file: "many prices.csv"}}
          - {id: "never", overrides: {price_file: "prices.csv", commission_bps: 1}}
        """);
    BatchOutput output = fixture.output("orphans");
    List<String> command = CommandLineRun.program(BatchFixture.batchArguments());
    try (CommandLineRun run = CommandLineRun.start(directory, SLOW, command)) {
      CommandLineRun.await(
          "the long run", () -> Files.exists(output.run(1, "long").resolve("run.log")));
      CommandLineRun.await("its worker", () -> run.workers().size() == 1);
      // Written beside the next run: nothing that has not been could survive.
      CommandLineRun.await(
          "the short run", () -> Files.exists(output.run(0, "short").resolve("run_manifest.json")));
      ProcessHandle worker = run.workers().get(0);
      run.signal("KILL");

      assertEquals(137, run.await().exitCode());
      CommandLineRun.await("the worker's end", () -> !worker.isAlive());
    }
    assertFalse(
        Files.exists(output.run(1, "long").resolve("backtest/portfolio_equity_1d.csv")),
        "the long run was too short for this test");
    assertEquals("running", output.state());
    assertEquals("success", output.runManifest(0, "short").get("status").asText());
    assertFalse(Files.exists(output.run(1, "long").resolve("run_manifest.json")));
    assertFalse(Files.exists(output.run(2, "never")));
    assertFalse(Files.exists(output.directory().resolve("batch_summary.csv")));

    Result health = fixture.checkHealth();
    assertEquals(1, health.exitCode(), health::told);
    assertTrue(health.out().get(0).matches("batch_latest_status +WARN +1/3 .*"), health::told);
    // The dead one holds nothing any more.
    Result again = fixture.batch();
    assertEquals(2, again.exitCode(), again::told);
    assertTrue(again.errText().contains("1 of 3 runs succeeded"), again::told);
    assertTrue(again.errText().contains("--resume"), again::told);

    Path whole = output.run(0, "short");
    Path artifact = whole.resolve("backtest/portfolio_equity_1d.csv");
    String before = BatchOutput.listing(artifact).toString();
    Result resumed = fixture.batch("--resume");
    assertEquals(0, resumed.exitCode(), resumed::told);
    assertEquals(List.of("short", "long", "never"), output.column("run_id"));
    assertEquals("finished", output.state());
    assertEquals(before, BatchOutput.listing(artifact).toString());
  }
}
