package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contents;
import static org.backtestrunner.orchestrator.BatchOutput.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not depend on the country, and what depends on the length of a bar. */
class OutputFormsIT {
  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
  }

  /** A German writes a decimal comma, an Egyptian digits that are not ASCII's. */
  @Test
  void numbersLookTheSameInEveryCountry() {
    fixture.writeBatch("abroad", "runs: [{id: a, overrides: {commission_bps: 1.5}}]\n");
    assertEquals(0, fixture.batch().exitCode());
    BatchOutput home = fixture.output("abroad");
    for (String country : List.of("de DE", "ar EG")) {
      String[] parts = country.split(" ");
      String options = "-Duser.language=" + parts[0] + " -Duser.country=" + parts[1];
      Map<String, String> environment = Map.of("JDK_JAVA_OPTIONS", options);

      Result plan = call(environment, "--dry-run");
      Result result = call(environment, "--output-root", parts[0]);

      assertEquals(0, result.exitCode(), result::told);
      String told = plan.outText() + result.outText() + result.errText();
      assertTrue(told.matches("\\p{ASCII}*"), told);
      BatchOutput abroad = new BatchOutput(directory.resolve(parts[0] + "/abroad"));
      for (String column : List.of("sharpe", "max_dd_pct", "turnover", "final_equity", "cagr")) {
        assertEquals(home.column(column), abroad.column(column), column);
      }
      assertTrue(abroad.row("a").get("runtime_sec").matches("[0-9]+\\.[0-9]{3}"), result::told);
      assertEquals(
          contents(home.run(0, "a").resolve("backtest")),
          contents(abroad.run(0, "a").resolve("backtest")));
      assertEquals(
          home.runManifest(0, "a").get("metrics"), abroad.runManifest(0, "a").get("metrics"));
    }
  }

  private Result call(Map<String, String> environment, String... options) {
    return CommandLineRun.call(
        directory, environment, CommandLineRun.program(BatchFixture.batchArguments(options)));
  }

  @Test
  void daysAndFiveMinutesCanStandInOneBatchAndAreJudgedApart() {
    fixture.writePrices("daily.csv", 2, 30);
    StringBuilder bars = new StringBuilder("timestamp,symbol,close\n");
    LocalDateTime time = LocalDateTime.of(2015, 1, 5, 14, 30);
    for (int bar = 0; bar < 60; bar++) {
      bars.append(time.plusMinutes(5L * bar)).append(":00Z,A,").append(100 + bar % 7).append('\n');
    }
    fixture.write("intraday.csv", bars.toString());
    fixture.write(
        "batch.yaml",
        """
        batch_name: "both"
        output_root: "out"
        base_args:
          strategy: "buy_and_hold"
          start_date: "2015-01-05"
          end_date: "2015-12-31"
        runs:
          - {id: "days", overrides: {price_file: "daily.csv"}}
          - {id: "minutes", overrides: {price_file: "intraday.csv", freq: "5min"}}
        """);

    Result result = fixture.batch();

    assertEquals(0, result.exitCode(), result::told);
    BatchOutput output = fixture.output("both");
    assertEquals(
        Set.of("portfolio_equity_5min.csv", "orders_5min.csv", "positions_5min.csv"),
        contents(output.run(1, "minutes").resolve("backtest")).keySet());
    List<String> curve =
        text(output.run(1, "minutes").resolve("backtest/portfolio_equity_5min.csv"))
            .lines()
            .toList();
    assertEquals(61, curve.size());
    assertTrue(curve.get(1).startsWith("2015-01-05T14:30:00Z,100000,"), curve.get(1));
    assertTrue(
        text(output.run(0, "days").resolve("backtest/portfolio_equity_1d.csv"))
            .contains("\n2015-01-05,100000,"));
    assertEquals("2015-01-05", output.row("minutes").get("start_date"));
    assertEquals("2015-01-05", output.row("minutes").get("end_date"));
    assertEquals(1, output.summary().at("/trials/1d/n").asInt());
    assertEquals(1, output.summary().at("/trials/5min/n").asInt());
  }
}
