package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.orchestrator.reference.BatchReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Every number, name and sentence of the statistics of real batches, held to {@link
 * BatchReference}, which shares no code with the program.
 */
class StatisticsIT extends StatisticsBatches {
  private static final Path PANEL =
      CommandLineRun.HOME.resolveSibling("shared/data/prices/sp500_100_adj_ohlcv_1999_2021.csv.gz");

  private static final String EIGHTY =
      """
      grid:
        top_quantile: [0.10, 0.2, 0.3, 0.4, 0.5]
        bottom_quantile: [0, 0.1, 0.2, 0.3]
        rebalance_freq: [M, W]
        commission_bps: [0, 5]
      """;

  private Path run(int exitCode, String name, int days, String end, String more) {
    Path batch = write(name, 12, days, end, more);
    Result result = fixture().batch();
    assertEquals(exitCode, result.exitCode(), result::told);
    assertFiguresOf(batch);
    return batch;
  }

  private static String bytes(Path batch) {
    // The page tells in two sections what the batch cost and where it comes from.
    String page =
        BatchOutput.text(batch.resolve("batch_report.html"))
            .replaceAll("(?s)<section id=\"(cost|provenance)\">.*?</section>", "");
    return Stream.concat(FILES.stream(), Stream.of("sensitivity.csv"))
        .map(batch::resolve)
        .map(BatchOutput::text)
        .reduce(page, String::concat);
  }

  @Test
  void aGridOfEightyRunsAndFiveOthersWithABenchmark() throws IOException {
    fixture().write("one_bar.csv", "timestamp,symbol,close\n2015-03-02,A,1\n");
    Path batch =
        run(
            1,
            "eighty",
            700,
            "2017-08-31",
            """
            runs:
              - {id: "hold", tags: ["benchmark"], overrides: {strategy: "buy_and_hold"}}
              - {id: "trend", overrides: {strategy: "trend_baseline", ema_fast: 5, ema_slow: 20}}
              - {id: "short", end_date: "2016-02-28"}
              - {id: "idle", overrides: {strategy: "trend_baseline", ema_slow: 5000}}
              - {id: "broken", overrides: {price_file: "one_bar.csv"}}
            """
                + EIGHTY);
    String parallel = bytes(batch);

    Result again = fixture().batch("--rerun", "--serial");
    assertEquals(1, again.exitCode(), again::told);
    assertEquals(parallel, bytes(batch));

    Files.delete(
        batch.resolve(
            "runs/0007_top_quantile_0_10_bottom_quantile_0_rebalance_freq_W_commission_bps_0/run_manifest.json"));
    Result resumed = fixture().batch("--resume");
    assertEquals(1, resumed.exitCode(), resumed::told);
    assertEquals(parallel, bytes(batch));

    assertTrue(
        again
            .out()
            .contains(
                BatchOutput.json(batch.resolve("batch_statistics.json"))
                    .get("verdict")
                    .get("sentence")
                    .asText()));
  }

  @Test
  void withoutAGridAndWithoutABenchmark() {
    run(
        0,
        "plain",
        400,
        "2016-07-31",
        """
        runs:
          - {id: "a", overrides: {top_quantile: 0.1}}
          - {id: "b", overrides: {top_quantile: 0.3}}
          - {id: "c", overrides: {bottom_quantile: 0}}
        """);
  }

  @Test
  void aSingleRun() {
    run(0, "single", 120, "2015-06-30", "runs: [{id: \"only\"}]\n");
  }

  @Test
  void onlyABenchmark() {
    run(
        0,
        "nothing",
        120,
        "2015-06-30",
        "runs: [{id: \"only\", overrides: {strategy: \"buy_and_hold\"}}]\n");
  }

  @Test
  void noRunThatSucceeded() {
    fixture().write("one_bar.csv", "timestamp,symbol,close\n2015-03-02,A,1\n");
    run(
        1,
        "failed",
        120,
        "2015-06-30",
        """
        runs:
          - {id: "hold", overrides: {strategy: "buy_and_hold", price_file: "one_bar.csv"}}
        grid: {price_file: ["one_bar.csv"], top_quantile: [0.1, 0.2]}
        """);
  }

  @Test
  void oneAxisAndSeveralCalendars() {
    run(
        0,
        "dates",
        420,
        "2016-08-31",
        """
        runs:
          - {id: "hold", overrides: {strategy: "buy_and_hold", start_date: "2015-06-01"}}
          - {id: "late", overrides: {start_date: "2015-06-01"}}
        grid: {rebalance_freq: [Q, D, M, W]}
        """);
  }

  @Test
  void startDatesAsAnAxis() {
    run(
        0,
        "starts",
        420,
        "2016-08-31",
        """
        runs: [{id: "hold", overrides: {strategy: "buy_and_hold"}}]
        grid:
          start_date: ["2015-04-01", "2015-03-01", "2015-05-01"]
          top_quantile: [0.1, 0.3, 0.5]
        """);
  }

  @Test
  void fiveAxesWithSeedsAndAParameterThatSomeDoNotUse() {
    run(
        0,
        "five",
        330,
        "2016-05-31",
        """
        runs: [{id: "hold", overrides: {strategy: "buy_and_hold"}}]
        grid:
          universe_sample: [0.5, 1]
          strategy: [multifactor_long_short, trend_baseline]
          top_quantile: [0.2, 0.4]
          seed: [1, 2, 3]
          max_gross_exposure: [0.50, 1]
        """);
  }

  @Test
  void aGridWithGapsAndRunsThatAreEqual() {
    fixture().write("one_bar.csv", "timestamp,symbol,close\n2015-03-02,A,1\n");
    run(
        1,
        "gaps",
        420,
        "2016-08-31",
        """
        runs: [{id: "hold", overrides: {strategy: "buy_and_hold"}}]
        grid:
          price_file: ["prices.csv", "one_bar.csv"]
          top_quantile: [0.10, 0.11, 0.2]
          bottom_quantile: [0.3, 0.2, 0]
        """);
  }

  @Test
  void barsOfFiveMinutes() {
    StringBuilder text = new StringBuilder("timestamp,symbol,close\n");
    Random random = new Random(3);
    for (int s = 0; s < 4; s++) {
      double close = 100;
      for (int day = 0; day < 130; day++) {
        for (int bar = 0; bar < 6; bar++) {
          close *= Math.exp(0.0004 + 0.01 * random.nextGaussian());
          text.append(
              String.format(
                  Locale.ROOT,
                  "%sT14:%02d:00Z,S%d,%.4f\n",
                  LocalDate.of(2015, 3, 1).plusDays(day),
                  30 + 5 * bar,
                  s,
                  close));
        }
      }
    }
    fixture().write("minutes.csv", text.toString());
    run(
        0,
        "minutes",
        120,
        "2015-07-08",
        """
        runs:
          - {id: "hold", overrides: {strategy: "buy_and_hold", freq: "5min", bars_per_day: 6, price_file: "minutes.csv"}}
        grid:
          freq: ["5min"]
          bars_per_day: [6]
          price_file: ["minutes.csv"]
          strategy: ["trend_baseline"]
          ema_fast: [3, 6, 12]
          ema_slow: [24, 48]
          rebalance_freq: [D]
        """);
  }

  static boolean thereIsAPanel() {
    return Files.exists(PANEL);
  }

  @Test
  @EnabledIf("thereIsAPanel")
  void aGridOverAHundredStocks() {
    BatchFixture fixture = fixture();
    fixture.writeBundle("bundle.yaml");
    fixture.write(
        "batch.yaml",
        """
        batch_name: "panel"
        output_root: "out"
        max_workers: 2
        runs_per_jvm: unlimited
        base_args:
          strategy: "multifactor_long_short"
          price_file: "%s"
          bundle_path: "bundle.yaml"
          start_date: "2010-01-01"
          end_date: "2020-12-31"
        runs:
          - {id: "hold", tags: ["benchmark"], overrides: {strategy: "buy_and_hold"}}
          - {id: "trend", overrides: {strategy: "trend_baseline"}}
        %s"""
            .formatted(PANEL, EIGHTY));
    Result result = fixture.batch();
    assertEquals(0, result.exitCode(), result::told);
    assertFiguresOf(directory.resolve("out/panel"));
  }
}
