package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contents;
import static org.backtestrunner.orchestrator.BatchOutput.listing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files the runs of a batch leave, and for whom: {@code outputs}, {@code csv_safe}. */
class OutputsIT {
  private static final String EQUITY = "portfolio_equity_1d.csv";
  private static final String ORDERS = "orders_1d.csv";
  private static final String POSITIONS = "positions_1d.csv";
  private static final String GRID = "grid: {max_gross_exposure: [0.5, 1]}\n";
  private static final String TWINS =
      "runs: [{id: a}, {id: b, overrides: {max_gross_exposure: 1.0}}]\n";

  @TempDir Path directory;
  private BatchFixture fixture;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    output = fixture.output("small");
  }

  private Result batch(String config, String... options) {
    fixture.writeBatch("small", config);
    Result result = fixture.batch(options);
    assertEquals(0, result.exitCode(), result::told);
    return result;
  }

  private Map<String, String> files(String id) {
    return contents(
        output.run(id.equals("b") || id.endsWith("_1") ? 1 : 0, id).resolve("backtest"));
  }

  private Result replay(String run) {
    return CommandLineRun.call(
        directory, Map.of(), CommandLineRun.program("replay", "out/small", run));
  }

  @Test
  void whatIsLeftOutIsNotThereAndAllElseIsAsItWouldBe() {
    batch(GRID);
    Map<String, String> all = files("max_gross_exposure_1");
    List<String> hashes = output.column("params_hash");
    List<String> sharpe = output.column("sharpe");

    batch(GRID + "outputs: [positions]\n", "--rerun");
    assertEquals(Set.of(EQUITY, POSITIONS), files("max_gross_exposure_1").keySet());
    files("max_gross_exposure_1").forEach((name, hash) -> assertEquals(all.get(name), hash, name));
    assertEquals(hashes, output.column("params_hash"));
    assertEquals(sharpe, output.column("sharpe"));
    assertEquals(List.of("", ""), output.column("turnover"));
    assertEquals(List.of("", ""), output.column("orders"));
    Path arguments = output.run(1, "max_gross_exposure_1").resolve("worker.args");
    assertTrue(BatchOutput.text(arguments).contains("--outputs=equity,positions\n"));
    Result replay = replay("max_gross_exposure_1");
    assertEquals(0, replay.exitCode(), replay::told);
    assertEquals(0, fixture.checkHealth().exitCode());
  }

  @Test
  void aLongerListRunsAnewWhatLacksAFileAndSaysSo() {
    batch(GRID + "outputs: [equity]\n");
    assertEquals(List.of("[kept]", "[kept]"), verdicts(GRID + "outputs: []\n"));
    assertEquals(
        List.of("[to run: it left no orders]", "[to run: it left no orders]"), verdicts(GRID));
    assertEquals(
        List.of("[to run: it left no positions]", "[to run: it left no positions]"),
        verdicts(GRID + "outputs: [positions]\n"));
    batch(GRID, "--resume");
    assertEquals(Set.of(EQUITY, ORDERS, POSITIONS), files("max_gross_exposure_1").keySet());
    assertFalse(output.column("turnover").contains(""));
    Path arguments = output.run(1, "max_gross_exposure_1").resolve("worker.args");
    assertFalse(BatchOutput.text(arguments).contains("--outputs"));
  }

  private List<String> verdicts(String config) {
    return batch(config, "--resume", "--dry-run").out().stream()
        .filter(line -> line.endsWith("]"))
        .map(line -> line.substring(line.indexOf('[')))
        .toList();
  }

  @Test
  void aShorterListKeepsWhatIsThereWithItsFilesAndNumbers() throws Exception {
    batch(GRID);
    Map<String, String> before =
        listing(output.run(0, "max_gross_exposure_0_5").resolve("backtest"));
    List<String> turnover = output.column("turnover");
    String grown = "grid: {max_gross_exposure: [0.5, 1, 2]}\noutputs: [equity]\n";
    Result result = batch(grown, "--resume");
    assertTrue(result.out().contains("3 of 3 runs succeeded (2 kept from before)"), result::told);
    assertEquals(before, listing(output.run(0, "max_gross_exposure_0_5").resolve("backtest")));
    assertEquals(List.of(turnover.get(0), turnover.get(1), ""), output.column("turnover"));
    assertEquals(
        List.of(EQUITY),
        List.of(output.run(2, "max_gross_exposure_2").resolve("backtest").toFile().list()));
    // Their arguments are still those by which they came about.
    for (String run : List.of("0", "2")) {
      Result replay = replay(run);
      assertEquals(0, replay.exitCode(), replay::told);
    }
    Files.delete(output.run(0, "max_gross_exposure_0_5").resolve("backtest/" + POSITIONS));
    Result again = batch(grown, "--resume");
    assertTrue(again.out().contains("3 of 3 runs succeeded (2 kept from before)"), again::told);
  }

  @Test
  void anIdenticalRunSharesAlsoWhatTheKeptOneHasLeftBeforeTheListWasShorter() {
    batch("runs: [{id: a}]\n");
    batch(TWINS + "outputs: [equity]\n", "--resume");
    assertEquals(files("a"), files("b"));
    assertEquals(3, files("b").size());
    Result replay = replay("b");
    assertEquals(0, replay.exitCode(), replay::told);
    Result again = batch(TWINS, "--resume");
    assertTrue(again.out().contains("2 of 2 runs succeeded (2 kept from before)"), again::told);
  }

  @Test
  void aSpreadsheetFindsNoFormulaInTheFilesOfARunAndProgramsTheRightNames() throws IOException {
    StringBuilder prices = new StringBuilder("timestamp,symbol,close\n");
    for (int day = 1; day <= 30; day++) {
      for (String symbol : List.of("=1+1", "@x", "-x", "+x")) {
        prices.append("2015-04-%02d,%s,%d\n".formatted(day, symbol, 10 + day % 3));
      }
    }
    fixture.write("odd.csv", prices.toString());
    String weights = "timestamp,symbol,weight\n2015-04-10,=1+1,0.7\n2015-04-10,@x,0.2\n";
    fixture.write("weights.csv", weights);
    String runs =
        """
        runs:
          - id: a
            overrides: {strategy: target_weights, price_file: odd.csv, weights_file: weights.csv}
          - id: b
            overrides: {strategy: buy_and_hold, price_file: odd.csv}
        """;
    batch(runs);
    List<String> hashes = output.column("params_hash");
    String orders = BatchOutput.text(output.run(0, "a").resolve("backtest/" + ORDERS));
    assertTrue(orders.contains("2015-04-11,=1+1,BUY,"), orders);
    String named = "\"largest_name\" : \"=1+1\"";
    assertTrue(BatchOutput.text(statistics()).contains(named));

    List<String> anew = List.of("[to run: csv_safe changed]", "[to run: csv_safe changed]");
    assertEquals(anew, verdicts(runs + "csv_safe: on\n"));
    batch(runs + "csv_safe: on\n", "--resume");
    assertEquals(hashes, output.column("params_hash"));
    assertEquals(
        orders.replace("=1+1", "'=1+1").replace("@x", "'@x"),
        BatchOutput.text(output.run(0, "a").resolve("backtest/" + ORDERS)));
    assertTrue(BatchOutput.text(statistics()).contains(named));
    assertEquals(List.of("[kept]", "[kept]"), verdicts(runs + "csv_safe: on\n"));
    Result replay = replay("a");
    assertEquals(0, replay.exitCode(), replay::told);
    // The first results were put aside, and are found there.
    batch(runs, "--resume");
    assertEquals(orders, BatchOutput.text(output.run(0, "a").resolve("backtest/" + ORDERS)));
  }

  private Path statistics() {
    return directory.resolve("out/small/batch_statistics.json");
  }
}
