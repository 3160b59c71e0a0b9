package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Identical runs of one batch are executed once and have one result. */
class SharedResultsIT {
  @TempDir Path directory;
  private TortureBatch batch;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    batch = TortureBatch.in(directory, "twins");
    output = batch.output();
  }

  private static String run(String id, int seed) {
    return "{id: \"%s\", tags: [\"%s\"], overrides: {seed: %d}}".formatted(id, id, seed);
  }

  private void writeTwins() {
    batch.writeRuns(
        "circuit_breaker: off",
        List.of(
            run("good-1", 1),
            run("data", 2),
            run("good-2", 1),
            run("good-3", 3),
            run("good-4", 2)));
  }

  @Test
  void identicalRunsAreExecutedOnceAndShareSuccessAndFailure() {
    writeTwins();
    Result plan = batch.call("--dry-run");
    assertEquals(
        List.of(
            "[identical to good-1, whose result it shares]",
            "[identical to data, whose result it shares]"),
        plan.out().stream()
            .filter(line -> line.endsWith("]"))
            .map(line -> line.substring(line.indexOf("[")))
            .toList());

    Result result = batch.call("--max-workers", "3");

    assertEquals(1, result.exitCode(), result::told);
    assertEquals(
        List.of("data", "good-1", "good-3"), batch.journal().starts().stream().sorted().toList());
    assertEquals(
        List.of("success", "failed", "success", "success", "failed"), output.column("status"));
    assertEquals(List.of("good-1", "data", "good-2", "good-3", "good-4"), output.column("run_id"));
    assertEquals(output.row("data").get("error"), output.row("good-4").get("error"));
    assertEquals(output.row("good-1").get("sharpe"), output.row("good-2").get("sharpe"));
    assertEquals("good-2", output.row("good-2").get("tags"));
    Path twin = output.run(2, "good-2");
    assertEquals(
        BatchOutput.contents(output.run(0, "good-1").resolve("backtest")),
        BatchOutput.contents(twin.resolve("backtest")));
    assertTrue(BatchOutput.text(twin.resolve("run.log")).contains("../0000_good-1"));
    assertTrue(
        BatchOutput.text(twin.resolve("worker.args")).contains(twin.resolve("backtest") + ""));
    assertEquals(
        output.runManifest(0, "good-1").get("content_key"),
        output.runManifest(2, "good-2").get("content_key"));
    assertEquals(
        output.runManifest(0, "good-1").get("artifacts"),
        output.runManifest(2, "good-2").get("artifacts"));
  }

  @Test
  void oneAtATimeAndManyAtOnceLeaveTheSame() throws Exception {
    writeTwins();
    assertEquals(1, batch.call("--serial").exitCode());
    WholeResults serial = WholeResults.of(output);
    List<String> summary = output.column("sharpe");

    assertEquals(1, batch.call("--max-workers", "4", "--rerun").exitCode());

    assertEquals(serial.byId(), WholeResults.of(output).byId());
    assertEquals(summary, output.column("sharpe"));
  }

  @Test
  void aResumedBatchSharesWhatIsThere() throws Exception {
    batch.writeRuns("", List.of(run("good-1", 1), run("good-2", 1)));
    assertEquals(0, batch.call().exitCode());
    int started = batch.journal().starts().size();
    Path first = output.run(0, "good-1").resolve("backtest/portfolio_equity_1d.csv");
    String curve = BatchOutput.text(first);
    Files.writeString(first, "");

    // The second one's own result is still good, and it is enough for a third.
    batch.writeRuns("", List.of(run("good-0", 1), run("good-1", 1), run("good-2", 1)));
    Result resumed = batch.call("--resume");

    assertEquals(0, resumed.exitCode(), resumed::told);
    assertEquals(started, batch.journal().starts().size());
    assertEquals(
        curve,
        BatchOutput.text(output.run(0, "good-0").resolve("backtest/portfolio_equity_1d.csv")));
    assertEquals(
        curve,
        BatchOutput.text(output.run(1, "good-1").resolve("backtest/portfolio_equity_1d.csv")));
    assertTrue(resumed.out().contains("3 of 3 runs succeeded (1 kept from before)"), resumed::told);
  }

  @Test
  void whatWasNotExecutedIsNotShared() {
    batch.writeRuns("fail_fast: true", List.of(run("data", 1), run("good-1", 2), run("good-2", 2)));

    Result result = batch.call("--serial");

    assertEquals(3, result.exitCode(), result::told);
    assertEquals(List.of("failed", "skipped", "skipped"), output.column("status"));
    assertTrue(Files.exists(output.run(2, "good-2").resolve("worker.args")));
  }
}
