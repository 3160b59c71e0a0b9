package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.listing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigMistakesIT {
  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    fixture.writePrices("prices.csv", 2, 10);
  }

  @Test
  void tenMistakesAreToldAtOnceEachWithItsLineAndNothingIsStarted() {
    fixture.write(
        "batch.yaml",
        """
        batch_name: "ten mistakes"
        max_workers: 0
        fail_fst: true
        base_args:
          strategy: "buy_and_hold"
          price_file: "missing.csv"
          start_date: "2015-02-30"
          end_date: "2020-13-45"
          delisting_return: 0.7
          data_source: "bloomberg"
        grid:
          comission_bps: [0.0, 0.5]
          lot_size: [1, 1.0]
        """);
    Map<String, String> before = listing(directory);

    for (Result result : List.of(fixture.batch(), fixture.batch("--dry-run"))) {
      assertEquals(2, result.exitCode(), result::told);
      assertEquals(List.of(), result.out());
      assertEquals(11, result.err().size(), result::told);
      assertTold(result, 0, "batch.yaml:1: batch_name: ", "'ten mistakes'");
      assertTold(result, 1, "batch.yaml:2: max_workers: ", "'0'");
      assertTold(result, 2, "batch.yaml:3: fail_fst: ", "fail_fast");
      assertTold(result, 3, "batch.yaml:6: base_args.price_file: ", directory + "/missing.csv");
      assertTold(result, 4, "batch.yaml:7: base_args.start_date: ", "2015-02-30");
      assertTold(result, 5, "batch.yaml:8: base_args.end_date: ", "2020-13-45");
      assertTold(result, 6, "batch.yaml:9: base_args.delisting_return: ", "[-1, 0]", "0.7");
      assertTold(result, 7, "batch.yaml:10: base_args.data_source: ", "local", "'bloomberg'");
      assertTold(result, 8, "batch.yaml:12: grid.comission_bps: ", "did you mean commission_bps?");
      assertTold(result, 9, "batch.yaml:13: grid.lot_size[1]: ", "'1.0'", "'1'");
      assertTold(result, 10, "Error: ", "10 problems", "nothing was started");
      assertEquals(before, listing(directory));
    }
  }

  private static void assertTold(Result result, int line, String start, String... parts) {
    String told = result.err().get(line);
    assertTrue(told.startsWith(start), told);
    for (String part : parts) {
      assertTrue(told.contains(part), told);
    }
  }

  @Test
  void twoRunsOfTheSameNameAreRefusedByTheirLines() {
    fixture.write(
        "batch.yaml",
        """
        batch_name: "twins"
        base_args:
          strategy: "buy_and_hold"
          price_file: "prices.csv"
          start_date: "2015-01-01"
          end_date: "2015-12-31"
        runs:
          - id: "commission_bps_0_5"
        grid:
          commission_bps: [0.0, 0.5]
        """);

    Result result = fixture.batch();

    assertEquals(2, result.exitCode(), result::told);
    assertTrue(result.errText().contains("Run ID already exists"), result::told);
    assertTrue(result.errText().contains("'commission_bps_0_5'"), result::told);
    assertTrue(result.errText().contains("line 8"), result::told);
  }

  @Test
  void anAxisThatTheStrategyDoesNotUseIsAWarningAndTheRunsCountAsOneTrial() {
    fixture.write(
        "batch.yaml",
        """
        batch_name: "same"
        output_root: "out"
        base_args:
          strategy: "buy_and_hold"
          price_file: "prices.csv"
          start_date: "2015-01-01"
          end_date: "2015-12-31"
        grid:
          ema_fast: [10, 20]
        """);

    Result result = fixture.batch("-q");

    assertEquals(0, result.exitCode(), result::told);
    assertTrue(result.err().get(0).startsWith("Warning: grid axis ema_fast"), result::told);
    assertTrue(result.errText().contains("identical runs"), result::told);
    BatchOutput output = fixture.output("same");
    assertEquals(1, output.summary().at("/trials/1d/n").asInt());
    assertFalse(output.summary().at("/trials/1d").has("sharpe_variance"));
    assertEquals(1, Set.copyOf(output.column("params_hash")).size());
  }

  @Test
  void yamlThatIsBrokenIsOneSentenceWithItsLine() {
    fixture.write("batch.yaml", "batch_name: \"x\"\nbase_args: {strategy: \"buy_and_hold\"\n");

    Result result = fixture.batch();

    assertEquals(2, result.exitCode(), result::told);
    assertTrue(result.err().get(0).matches("batch\\.yaml:[0-9]+: .*"), result::told);
    assertEquals(2, result.err().size(), result::told);
  }

  @Test
  void jsonSaysTheSameAsYaml() {
    fixture.write(
        "batch.json",
        """
        {"batch_name": "json", "output_root": "out",
         "base_args": {"strategy": "buy_and_hold", "price_file": "prices.csv",
                       "start_date": "2015-01-01", "end_date": "2015-12-31"},
         "grid": {"commission_bps": [0.50]}}
        """);

    Result result =
        CommandLineRun.call(directory, "batch_backtest", "--config-file", "batch.json", "-q");

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(List.of("commission_bps_0_50"), fixture.output("json").column("run_id"));
  }
}
