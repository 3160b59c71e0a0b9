package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that know what they cannot are found, and no others. */
class CheckLookaheadIT {
  private static final String PROGRAM = "configs/programs/ma_cross.py";

  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    fixture.writePrices("prices.csv", 6, 200);
    fixture.writeBundle("bundle.yaml");
  }

  private Result check(String... more) {
    List<String> words = new ArrayList<>(List.of("check_lookahead", "--config-file", "batch.yaml"));
    words.addAll(List.of(more));
    return CommandLineRun.call(
        directory, Map.of(), CommandLineRun.program(words.toArray(new String[0])));
  }

  @Test
  void aStrategyThatReadsTheNextCloseFromTheFileIsFoundBesideCleanOnes() {
    fixture.write(
        "strategies/Peek.java",
        """
        import java.io.IOException;
        import java.nio.file.Files;
        import java.util.*;
        import org.backtestrunner.worker.api.*;
        public final class Peek implements Strategy {
          private List<String> lines = new ArrayList<>();
          public String name() { return "peek"; }
          public String description() { return "Buys what rises at the next bar."; }
          public void begin(Run run) {
            try {
              lines = Files.readAllLines(run.file("price_file"));
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          }
          public Optional<Map<String, Double>> decide(View view) {
            Map<String, Double> weights = new TreeMap<>();
            for (int i = 1; i + 1 < lines.size(); i++) {
              String[] now = lines.get(i).split(",");
              String[] next = lines.get(i + 1).split(",");
              if (now[0].equals(view.date().toString())
                  && now[1].equals(next[1])
                  && Double.parseDouble(next[5]) > Double.parseDouble(now[5])) {
                weights.put(now[1], 0.1);
              }
            }
            return Optional.of(weights);
          }
        }
        """);
    fixture.write(
        "batch.yaml",
        """
        batch_name: "lookahead"
        output_root: "out"
        strategy_sources: ["strategies/Peek.java"]
        base_args: {price_file: "prices.csv", start_date: "2015-03-02", end_date: "2015-09-30"}
        runs:
          - {id: "peek", overrides: {strategy: "peek"}}
          - id: "trend"
            overrides: {strategy: "trend_baseline", ema_fast: 3, ema_slow: 9, rebalance_freq: "W"}
          - {id: "hold", overrides: {strategy: "buy_and_hold"}}
          - id: "factors"
            overrides: {strategy: "multifactor_long_short", bundle_path: "bundle.yaml"}
        """);

    Result result = check();

    assertEquals(1, result.exitCode(), result::told);
    assertEquals(4, result.out().size(), result::told);
    assertTrue(
        result.out().get(0).matches("peek look-ahead: .* differs.*, though only values after .*"),
        result::told);
    assertEquals(List.of("trend clean", "hold clean", "factors clean"), result.out().subList(1, 4));
    assertFalse(Files.exists(directory.resolve("out")), result::told);
    Result one = check("--only", "hold", "--cuts", "2", "--seed", "7");
    assertEquals(0, one.exitCode(), one::told);
    assertEquals(List.of("hold clean"), one.out());
  }

  @Test
  void aProgramWithAShiftedSignalIsFoundAndTheExampleIsClean() {
    assumeTrue(PythonWorkerIT.isThere(), "python3 is not installed");
    String program = BatchOutput.text(CommandLineRun.HOME.resolve(PROGRAM));
    fixture.write(PROGRAM, program);
    String config = BatchOutput.text(CommandLineRun.HOME.resolve("configs/python_worker.yaml"));
    fixture.write(
        "batch.yaml",
        config
                .substring(0, config.indexOf("grid:"))
                .replace("configs/data/sample_prices.csv.gz", "prices.csv")
                .replace("2014-01-01", "2015-03-02")
            + "runs: [{id: \"cross\", overrides: {fast: 2, slow: 5}}]\n");
    Result clean = check();
    assertEquals(0, clean.exitCode(), clean::told);
    assertEquals(List.of("cross clean"), clean.out());

    // What is wanted at a close is taken from the next one.
    fixture.write(
        PROGRAM,
        program
            .replace(
                "    for date in sorted(closes):\n",
                "    days = sorted(closes)\n"
                    + "    after = dict(zip(days, days[1:] + days[-1:]))\n"
                    + "    for date in days:\n"
                    + "        for symbol in symbols:\n"
                    + "            if symbol in closes[after[date]]:\n"
                    + "                wanted[symbol] = trends[symbol].is_up(closes[after[date]][symbol])\n")
            .replace(
                "                wanted[symbol] = trends[symbol].is_up(today[symbol])\n",
                "                pass\n"));
    Result shifted = check();
    assertEquals(1, shifted.exitCode(), shifted::told);
    assertTrue(shifted.outText().startsWith("cross look-ahead: "), shifted::told);
  }

  @Test
  void whatCannotBeCheckedIsNoSuccess() {
    fixture.write(
        "batch.yaml",
        """
        batch_name: "lookahead"
        base_args: {price_file: "prices.csv", start_date: "2018-01-01", end_date: "2018-12-31"}
        runs: [{id: "late", overrides: {strategy: "buy_and_hold"}}]
        """);
    Result result = check();
    assertEquals(2, result.exitCode(), result::told);
    assertTrue(result.outText().startsWith("late not checked: it failed: "), result::told);
  }
}
