package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategies and factors as a user would write them, on prices that can be followed by hand. */
class OwnStrategiesTest {
  private static final String HEADER = "timestamp,symbol,side,qty,price,notional,cost";

  @TempDir Path directory;
  private final Map<String, String> parameters = new TreeMap<>();

  @BeforeEach
  void setUp() {
    parameters.put("start_date", "2020-01-01");
    parameters.put("end_date", "2020-12-31");
  }

  /** Writes closes: a line a date, a column a symbol, called A, B and so on. */
  private void prices(String table) throws IOException {
    List<String> lines = new ArrayList<>(List.of("timestamp,symbol,close"));
    for (String line : table.strip().split("\n")) {
      String[] cells = line.strip().split(" +");
      for (int i = 1; i < cells.length; i++) {
        lines.add(cells[0] + "," + (char) ('A' + i - 1) + "," + cells[i]);
      }
    }
    Path file = Files.write(directory.resolve("prices.csv"), lines);
    parameters.put("price_file", file.toString());
  }

  private WorkerRun run(Path... sources) throws IOException {
    parameters.put("strategy_jar", OwnJarFixture.jar(directory, sources).toString());
    WorkerRun run = WorkerRun.of(parameters, directory.resolve("out"));
    parameters.remove("strategy_jar");
    return run;
  }

  private static List<String> orders(WorkerRun run) {
    assertEquals(0, run.exitCode(), run::err);
    List<String> lines = run.files().get("orders_1d.csv").lines().toList();
    assertEquals(HEADER, lines.get(0));
    return lines.subList(1, lines.size());
  }

  /** Bar, symbol, side and quantity with six digits. */
  private static List<String> trades(WorkerRun run) {
    List<String> trades = new ArrayList<>();
    for (String order : orders(run)) {
      String[] cells = order.split(",");
      trades.add(
          String.format(
              Locale.ROOT,
              "%s %s %s %.6f",
              cells[0],
              cells[1],
              cells[2],
              Double.parseDouble(cells[3])));
    }
    return trades;
  }

  /**
   * At the beginning of February, A has risen by 20 percent over two bars and B by 10: all of
   * 120,000 in A at 12. At the beginning of March both have fallen: cash.
   */
  @Test
  void dualMomentumHoldsTheBestAndCashWhereAllHaveFallen() throws IOException {
    prices(
        """
        2020-01-30 10 10
        2020-01-31 11 10
        2020-02-03 12 11
        2020-02-04 12 11
        2020-03-02  6 10
        2020-03-03  6 10
        """);
    parameters.putAll(
        Map.of(
            "strategy", "dual_momentum",
            "lookback", "2",
            "holdings", "1",
            "start_capital", "120000"));
    WorkerRun run = run(OwnJarFixture.EXAMPLES.resolve("DualMomentum.java"));
    assertEquals(
        List.of("2020-02-04,A,BUY,10000,12,120000,0", "2020-03-03,A,SELL,10000,6,60000,0"),
        orders(run));
    assertTrue(
        run.files().get("portfolio_equity_1d.csv").endsWith("\n2020-03-03,60000,60000,0,0,0\n"));
  }

  /**
   * Returns of A are 10 and -10 percent, of B 5 and -5: deviations of 0.1 and 0.05, weights of 1/3
   * and 2/3, of which the cap leaves 1/3 and 0.5. Of 100,000, that is 33,333.33 at 99 and 50,000 at
   * 99.75.
   */
  @Test
  void inverseVolatilityIsCapped() throws IOException {
    prices(
        """
        2020-01-30 100 100
        2020-01-31 110 105
        2020-02-03 99 99.75
        2020-02-04 99 99.75
        2020-02-05 50 99.75
        """);
    parameters.putAll(Map.of("strategy", "inverse_volatility", "window", "2", "cap", "0.5"));
    assertEquals(
        List.of("2020-02-04 A BUY 336.700337", "2020-02-04 B BUY 501.253133"),
        trades(run(OwnJarFixture.source("InverseVolatility"))));
  }

  /**
   * The ratio is 1, 1, 1.3: mean 1.1, deviation 0.1414, z-score 1.41, above 1.2: half of 100,000
   * short at 130, half long at 100. Then 1, 1.3, 1.3: 0.71, which is neither; it was opened
   * already. Then three of 1.3: no deviation, 0: closed a bar later.
   */
  @Test
  void pairsRememberWhetherTheyAreOpen() throws IOException {
    prices(
        """
        2020-01-01 100 100
        2020-01-02 100 100
        2020-01-03 130 100
        2020-01-06 130 100
        2020-01-07 130 100
        2020-01-08 130 100
        """);
    parameters.putAll(Map.of("strategy", "pairs", "bars", "3", "enter", "1.2", "leave", "0.5"));
    assertEquals(
        List.of(
            "2020-01-06 A SELL 384.615385",
            "2020-01-06 B BUY 500.000000",
            "2020-01-08 A BUY 384.615385",
            "2020-01-08 B SELL 500.000000"),
        trades(run(OwnJarFixture.source("PairsByZscore"))));
  }

  /** A is at its high of three bars, B a quarter below: 54,000 long at 12, 54,000 short at 9. */
  @Test
  void aFactorOfOnesOwnStandsInABundle() throws IOException {
    prices(
        """
        2020-01-01 10 10
        2020-01-02 11 12
        2020-01-03 12 9
        2020-01-06 12 9
        """);
    Path bundle =
        Files.writeString(
            directory.resolve("bundle.yaml"),
            "factors:\n- {name: fall_from_high, weight: 1, direction: positive}\n");
    parameters.putAll(
        Map.of(
            "strategy", "multifactor_long_short",
            "bundle_path", bundle.toString(),
            "high_bars", "3",
            "top_quantile", "0.5",
            "bottom_quantile", "0.5",
            "start_date", "2020-01-03",
            "start_capital", "108000"));
    assertEquals(
        List.of("2020-01-06,A,BUY,4500,12,54000,0", "2020-01-06,B,SELL,6000,9,54000,0"),
        orders(run(OwnJarFixture.source("FallFromHigh"))));
  }

  @Test
  void aStrategyOfOnesOwnLeavesTheBytesOfOursThatDecidesTheSame() throws IOException {
    prices(
        """
        2020-01-01 10 20 7
        2020-01-02 11 21 7.5
        2020-01-03 12 19 7.1
        2020-01-06 12.5 18 6.3
        """);
    parameters.putAll(Map.of("strategy", "equal_parts", "commission_bps", "7"));
    WorkerRun own = run(OwnJarFixture.source("EqualParts"));
    parameters.put("strategy", "buy_and_hold");
    WorkerRun ours = WorkerRun.of(parameters, directory.resolve("ours"));
    assertEquals(0, own.exitCode(), own::err);
    assertEquals(ours.files(), own.files());
  }

  @Test
  void itsParametersAreChecked() throws IOException {
    prices("2020-01-01 10\n2020-01-02 11\n");
    parameters.putAll(Map.of("strategy", "pairs", "bars", "2"));
    WorkerRun run = run(OwnJarFixture.source("PairsByZscore"));
    assertEquals(2, run.exitCode());
    assertEquals("ERROR --bars: '2' is not an integer in [3, 1000]\n", run.err());
  }
}
