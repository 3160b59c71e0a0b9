package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategies and factors of one's own in batches, from their sources to what is kept of them. */
class OwnStrategyIT {
  private static final String SOURCE = "strategies/DualMomentum.java";
  private static final Path OF_WORKER_TESTS =
      CommandLineRun.HOME.resolve("backtest-worker/src/test/strategies");

  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    fixture.writePrices("prices.csv", 8, 300);
    fixture.write(SOURCE, BatchOutput.text(CommandLineRun.HOME.resolve("configs").resolve(SOURCE)));
    fixture.write(
        "strategies/FallFromHigh.java",
        BatchOutput.text(OF_WORKER_TESTS.resolve("FallFromHigh.java")));
    fixture.write(
        "bundle.yaml", "factors:\n- {name: fall_from_high, weight: 1, direction: positive}\n");
    writeBatch("");
  }

  private void writeBatch(String more) {
    fixture.write(
        "batch.yaml",
        """
        batch_name: "own"
        output_root: "out"
        strategy_sources: ["strategies"]
        base_args: {price_file: "prices.csv", start_date: "2015-06-01", end_date: "2015-12-31"}
        grids:
          momentum: {strategy: ["dual_momentum"], lookback: [20, 40], holdings: [1, 3]}
          bundle:
            strategy: ["multifactor_long_short"]
            bundle_path: ["bundle.yaml"]
            high_bars: [30, 60, 90]
            where: "high_bars < 80"
        %s"""
            .formatted(more));
  }

  private Result call(String... arguments) {
    return CommandLineRun.call(directory, Map.of(), CommandLineRun.program(arguments));
  }

  private BatchOutput output() {
    return fixture.output("own");
  }

  /** What runs have left, by run and file. */
  private Map<String, Map<String, String>> results() {
    Map<String, Map<String, String>> results = new TreeMap<>();
    try (Stream<Path> runs = Files.list(directory.resolve("out/own/runs"))) {
      // Beside them, what a changed source has superseded.
      runs.filter(run -> !run.getFileName().toString().startsWith("."))
          .forEach(
              run ->
                  results.put(
                      run.getFileName().toString(), BatchOutput.contents(run.resolve("backtest"))));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return results;
  }

  @Test
  void theyAreSweptKeptReplayedAndRunAnewWhereTheyChange() throws IOException {
    Result first = fixture.batch();
    assertEquals(0, first.exitCode(), first::told);
    assertEquals(Collections.nCopies(6, "success"), output().column("status"));
    assertEquals(6, Set.copyOf(output().column("final_equity")).size());
    final Map<String, Map<String, String>> results = results();

    Result second = fixture.batch("--resume");
    assertEquals(0, second.exitCode(), second::told);
    assertEquals(0, count(second.err(), " success "), second::told);

    // Other ways lead to the same bytes.
    Result uncached = fixture.batch("--rerun", "--no-cache");
    assertEquals(0, uncached.exitCode(), uncached::told);
    assertEquals(results, results());
    Result shared = fixture.batch("--rerun", "--runs-per-jvm", "unlimited", "--max-workers", "1");
    assertEquals(0, shared.exitCode(), shared::told);
    assertEquals(results, results());

    // The batch has all that a replay needs.
    String source = BatchOutput.text(directory.resolve(SOURCE));
    Files.delete(directory.resolve(SOURCE));
    assertEquals(source, BatchOutput.text(directory.resolve("out/own/strategy_sources/" + SOURCE)));
    Files.move(directory.resolve("out/own"), directory.resolve("out/moved"));
    Result replay = call("replay", "out/moved", "1");
    assertEquals(0, replay.exitCode(), replay::told);
    assertTrue(replay.errText().contains("byte for byte those of the batch"), replay::told);
    Files.move(directory.resolve("out/moved"), directory.resolve("out/own"));

    fixture.write(SOURCE, source.replace("1.0 / holdings", "0.5 / holdings"));
    Result changed = fixture.batch("--resume", "--dry-run");
    assertTrue(
        changed.outText().contains("strategy_sources/strategies.jar changed"), changed::told);
    Result third = fixture.batch("--resume");
    assertEquals(0, third.exitCode(), third::told);
    assertEquals(6, count(third.err(), " success "), third::told);
    assertNotEquals(results, results());
    Result report = call("report", "out/own");
    assertEquals(0, report.exitCode(), report::told);
  }

  private static long count(List<String> lines, String text) {
    return lines.stream().filter(line -> line.contains(text)).count();
  }

  @Test
  void theirParametersAreCheckedLikeOurs() {
    String config = BatchOutput.text(directory.resolve("batch.yaml"));
    fixture.write("batch.yaml", config.replace("lookback: [20, 40]", "lookbak: [20, 40]"));
    Result mistyped = fixture.batch();
    assertEquals(2, mistyped.exitCode(), mistyped::told);
    assertTrue(mistyped.errText().contains("did you mean lookback?"), mistyped::told);

    fixture.write("batch.yaml", config.replace("lookback: [20, 40]", "lookback: [20, 4000]"));
    Result outside = fixture.batch();
    assertEquals(2, outside.exitCode(), outside::told);
    assertTrue(outside.errText().contains("[1, 2000]"), outside::told);

    fixture.write("batch.yaml", config);
    Result described = call("describe", "--config-file", "batch.yaml");
    assertEquals(0, described.exitCode(), described::told);
    assertTrue(
        described.outText().contains("Bars over which a rise is measured."), described::told);
    assertTrue(described.outText().contains("fall_from_high"), described::told);
    Result schema = call("describe", "--config-file", "batch.yaml", "--format", "schema");
    assertTrue(schema.outText().contains("\"high_bars\""), schema::told);
  }

  @Test
  void aNewStrategyRunsAsItIsAndIsClean() {
    Result written = call("new_strategy", "MyIdea", "--price-file", "prices.csv");
    assertEquals(0, written.exitCode(), written::told);
    assertTrue(
        written.outText().contains("check_lookahead strategies/my_idea.yaml"), written::told);
    Result batch = call("batch_backtest", "--config-file", "strategies/my_idea.yaml");
    assertEquals(0, batch.exitCode(), batch::told);
    BatchOutput output = new BatchOutput(directory.resolve("output/batch_backtests/my_idea"));
    assertEquals(List.of("success", "success", "success"), output.column("status"));
    assertTrue(output.column("orders").stream().anyMatch(n -> Double.parseDouble(n) > 0));
    Result again = call("new_strategy", "MyIdea");
    assertEquals(2, again.exitCode(), again::told);
    assertTrue(again.errText().contains("strategies/MyIdea.java is there already"), again::told);
    Result taken = call("new_strategy", "BuyAndHold");
    assertEquals(2, taken.exitCode(), taken::told);
    assertTrue(taken.errText().contains("there is a strategy buy_and_hold already"), taken::told);
  }
}
