package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a worker leaves is its own run's failure: nothing waits for it, nothing else ends. */
@Timeout(120)
class OddResultsIT {
  private static final List<String> FAILING =
      List.of(
          "leaves-pipe",
          "leaves-zero",
          "leaves-folder",
          "leaves-link",
          "leaves-away",
          "leaves-pipedorders",
          "leaves-riches");

  private static final List<String> GOOD =
      List.of(
          "leaves-pipedlog",
          "leaves-pipedmanifest",
          "leaves-pipedargs",
          "leaves-points",
          "leaves-notes");

  @TempDir static Path directory;
  private static BatchFixture fixture;
  private static BatchOutput output;
  private static Result first;
  private static Result resumed;

  @BeforeAll
  static void runABatchAndResumeIt() {
    fixture = new BatchFixture(directory);
    output = fixture.output("odd");
    List<String> ids = Stream.of(FAILING, GOOD, List.of("good")).flatMap(List::stream).toList();
    fixture.writeStubBatch("odd", "circuit_breaker: off", ids.toArray(String[]::new));
    first = fixture.batch();
    resumed = fixture.batch("--resume");
  }

  @Test
  void theBatchEndsAndEveryOtherRunHasItsResult() {
    assertEquals(1, first.exitCode(), first::told);
    assertEquals(1, resumed.exitCode(), resumed::told);
    FAILING.forEach(id -> output.assertRow(id, "failed", "invalid_output", "0"));
    GOOD.forEach(id -> output.assertRow(id, "success", "", "0"));
    output.assertRow("good", "success", "", "0");
    assertTrue(resumed.outText().contains("(6 kept from before)"), resumed::told);
  }

  @Test
  void theErrorNamesTheFile() {
    String left = "Backtest exited with code 0: ";
    String noFile = "portfolio_equity_1d.csv: not a regular file";
    assertEquals(left + noFile, output.row("leaves-pipe").get("error"));
    assertEquals(left + noFile, output.row("leaves-zero").get("error"));
    assertEquals(left + noFile, output.row("leaves-folder").get("error"));
    assertEquals(left + noFile, output.row("leaves-link").get("error"));
    assertEquals(left + "backtest: not a directory", output.row("leaves-away").get("error"));
    assertEquals(
        left + "orders_1d.csv: not a regular file", output.row("leaves-pipedorders").get("error"));
    assertEquals(
        left + "orders_1d.csv: line 20 brings the traded notional above every number",
        output.row("leaves-riches").get("error"));
  }

  @Test
  void whatAWorkerSaysIsNotObeyed(@TempDir Path apart) {
    BatchFixture other = new BatchFixture(apart);
    other.writeStubBatch("painted", "", "painter");
    Result painted = other.batch();

    assertEquals(1, painted.exitCode(), painted::told);
    String error = "Backtest exited with code 65: [31mred [0m  2J  fdp.exe  end";
    assertEquals(error, other.output("painted").row("painter").get("error"));
    assertTrue(painted.errText().contains(error), painted::told);
    assertTrue(painted.outText().contains(error), painted::told);
    assertTrue(painted.told().chars().noneMatch(c -> c == 0x1b || c == 0x202e), painted::told);
  }

  @Test
  void theHealthCheckReadsItToo() {
    assertEquals(2, fixture.checkHealth().exitCode());
  }
}
