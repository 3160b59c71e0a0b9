package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.orchestrator.reference.WalkForwardReference;
import org.backtestrunner.orchestrator.reference.WalkForwardReference.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walk-forwards of real runs: against plain code, and against the other way to do it. */
class WalkForwardFiguresIT {
  private static final double RELATIVE = 1e-9;
  private static final double ABSOLUTE = 1e-12;

  @TempDir private Path directory;

  private static List<Map<String, String>> rows(Path file) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().get();
    try (CSVParser parser = CSVParser.parse(Files.readString(file), format)) {
      return parser.getRecords().stream().map(CSVRecord::toMap).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertSame(Map<String, Object> expected, Map<String, String> actual) {
    expected.forEach(
        (name, value) -> {
          String cell = actual.get(name);
          String place = name + " of " + actual;
          if (value instanceof Double number && !number.isNaN()) {
            assertTrue(!cell.isEmpty(), place);
            double allowed = Math.max(ABSOLUTE, RELATIVE * Math.abs(number));
            assertEquals(number, Double.parseDouble(cell), allowed, place);
          } else {
            assertEquals(value instanceof Double ? "" : value, cell, place);
          }
        });
  }

  private static final List<String> CANDIDATES =
      List.of(
          "top_quantile_0_2_rebalance_freq_W",
          "top_quantile_0_2_rebalance_freq_M",
          "top_quantile_0_4_rebalance_freq_W",
          "top_quantile_0_4_rebalance_freq_M",
          "bottom_quantile_0");

  /** Writes a batch and has it executed, or what of it is missing. */
  private BatchOutput run(String start, String walkForward) {
    BatchFixture fixture = new BatchFixture(directory);
    if (!Files.exists(directory.resolve("prices.csv"))) {
      fixture.writePrices("prices.csv", 10, 700);
      fixture.writeBundle("bundle.yaml");
    }
    fixture.write(
        "batch.yaml",
        """
        batch_name: "walk"
        output_root: "out"
        runs_per_jvm: unlimited
        report: off
        base_args:
          strategy: "multifactor_long_short"
          price_file: "prices.csv"
          bundle_path: "bundle.yaml"
          start_date: "%s"
          end_date: "2017-08-31"
          commission_bps: 7
          spread_bps: 9
          slippage_bps: 1
        grid: {top_quantile: [0.2, 0.4], rebalance_freq: [W, M]}
        runs: [{id: "bottom_quantile_0", overrides: {bottom_quantile: 0}}]
        walk_forward: {candidates: ["*quantile*"], %s}
        """
            .formatted(start, walkForward));
    Result result = fixture.batch("--resume");
    assertEquals(0, result.exitCode(), result::told);
    return fixture.output("walk");
  }

  private void assertFigures(String start, String walkForward, Setting... settings) {
    Path batch = run(start, walkForward).directory();
    List<Map<String, String>> rows = rows(batch.resolve("walk_forward.csv"));
    List<Map<String, String>> folds = rows(batch.resolve("walk_forward_folds.csv"));
    assertEquals(settings.length, rows.size());
    List<WalkForwardReference> references = new ArrayList<>();
    for (Setting setting : settings) {
      references.add(new WalkForwardReference(batch, setting, CANDIDATES));
    }
    List<Double> deflated = WalkForwardReference.deflated(references);
    for (int i = 0; i < settings.length; i++) {
      WalkForwardReference reference = references.get(i);
      reference.row.put("deflated_sharpe", deflated.get(i));
      assertSame(reference.row, rows.get(i));
      String id = rows.get(i).get("walk_forward");
      List<Map<String, String>> own =
          folds.stream().filter(fold -> fold.get("walk_forward").equals(id)).toList();
      assertEquals(reference.folds.size(), own.size());
      for (int k = 0; k < own.size(); k++) {
        assertSame(reference.folds.get(k), own.get(k));
      }
      Map<String, String> curve = new TreeMap<>();
      rows(batch.resolve("walk_forward/" + id + "/portfolio_equity_1d.csv"))
          .forEach(each -> curve.put(each.get("timestamp"), each.get("equity")));
      assertEquals(reference.stitched.keySet(), curve.keySet());
      assertSame(new TreeMap<>(reference.stitched), curve);
    }
  }

  @Test
  void theFiguresAreThoseOfPlainCode() {
    assertFigures(
        "2015-01-01",
        "in_sample: [1y, 9m], out_of_sample: [3m]",
        new Setting("1y", "3m", false, 1, "sharpe", 0),
        new Setting("9m", "3m", false, 1, "sharpe", 0));
    assertFigures(
        "2015-01-01",
        "in_sample: 200b, out_of_sample: 90b, anchored: true, select: max_dd_pct",
        new Setting("200b", "90b", true, 1, "max_dd_pct", 0));
    assertFigures(
        "2015-01-01",
        "in_sample: 26w, out_of_sample: 100d, select: volatility, min_orders: 60",
        new Setting("26w", "100d", false, 1, "volatility", 60));
    assertFigures(
        "2015-01-01",
        "in_sample: [300b], out_of_sample: [63b, 150b], select: calmar, purge: 3",
        new Setting("300b", "63b", false, 3, "calmar", 0),
        new Setting("300b", "150b", false, 3, "calmar", 0));
    assertFigures(
        "2014-03-31",
        "in_sample: 6m, out_of_sample: 2m, select: sortino, purge: 5, anchored: true",
        new Setting("6m", "2m", true, 5, "sortino", 0));
    assertFigures(
        "2014-03-31",
        "in_sample: 6m, out_of_sample: 2m, select: cagr",
        new Setting("6m", "2m", false, 1, "cagr", 0));
  }

  /** Equity by date, from a run's file. */
  private static TreeMap<LocalDate, Double> equity(BatchOutput output, int index, String id) {
    TreeMap<LocalDate, Double> equity = new TreeMap<>();
    rows(output.run(index, id).resolve("backtest/portfolio_equity_1d.csv"))
        .forEach(
            row ->
                equity.put(
                    LocalDate.parse(row.get("timestamp")), Double.valueOf(row.get("equity"))));
    return equity;
  }

  private static double sharpe(List<Double> returns) {
    double mean = returns.stream().mapToDouble(r -> r).average().orElseThrow();
    double squares = returns.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum();
    return mean / Math.sqrt(squares / (returns.size() - 1)) * Math.sqrt(252);
  }

  /**
   * The other way is a run for each window. Both decide on the first day of a month, so a window
   * that begins with one has other positions for as long as the first order takes, and then the
   * same.
   */
  @Test
  void aRunForEachWindowDiffersByItsFirstPositionsAlone() {
    BatchFixture fixture = new BatchFixture(directory);
    Path home = CommandLineRun.HOME;
    List<String> windows = List.of("2015-01-01 2017-12-28", "2018-01-01 2020-12-30");
    List<String> runs = new ArrayList<>();
    for (String top : List.of("0.1", "0.2", "0.4")) {
      runs.add("{id: all_%s, overrides: {top_quantile: %s}}".formatted(top.replace(".", "_"), top));
      for (int i = 0; i < windows.size(); i++) {
        String[] dates = windows.get(i).split(" ");
        runs.add(
            "{id: window_%d_%s, overrides: {top_quantile: %s}, start_date: \"%s\", end_date: \"%s\"}"
                .formatted(i, top.replace(".", "_"), top, dates[0], dates[1]));
      }
    }
    fixture.write(
        "batch.yaml",
        """
        batch_name: "ways"
        output_root: "out"
        runs_per_jvm: unlimited
        report: off
        base_args:
          strategy: "multifactor_long_short"
          price_file: "%s"
          bundle_path: "%s"
          start_date: "2014-01-01"
          end_date: "2021-12-31"
          rebalance_freq: M
          commission_bps: 2
        runs:
          - %s
        walk_forward: {candidates: ["all*"], in_sample: 3y, out_of_sample: 1y}
        """
            .formatted(
                home.resolve("configs/data/sample_prices.csv.gz"),
                home.resolve("configs/factor_bundles/momentum_low_volatility.yaml"),
                String.join("\n  - ", runs)));
    Result result = fixture.batch();
    assertEquals(0, result.exitCode(), result::told);
    BatchOutput output = fixture.output("ways");
    List<Map<String, String>> folds = rows(output.directory().resolve("walk_forward_folds.csv"));

    for (int i = 0; i < windows.size(); i++) {
      String[] dates = windows.get(i).split(" ");
      Map<String, String> fold =
          folds.stream().filter(f -> f.get("is_end").equals(dates[1])).findFirst().orElseThrow();
      String best = "";
      double bestSharpe = Double.NEGATIVE_INFINITY;
      int index = 0;
      for (String top : List.of("0_1", "0_2", "0_4")) {
        TreeMap<LocalDate, Double> all = equity(output, index, "all_" + top);
        TreeMap<LocalDate, Double> own = equity(output, index + 1 + i, "window_" + i + "_" + top);
        index += 1 + windows.size();
        List<LocalDate> days = List.copyOf(own.keySet());
        assertTrue(days.size() > 700, "bars: " + days.size());
        LocalDate first = days.get(0);
        // What is decided on the first day of a month is filled on its second.
        int nextFill = 1;
        while (days.get(nextFill - 1).getMonth() == first.getMonth()) {
          nextFill++;
        }
        double ahead =
            all.get(days.get(1)) / all.get(first) - own.get(days.get(1)) / own.get(first);
        List<Double> ofWindow = new ArrayList<>();
        List<Double> mended = new ArrayList<>();
        for (int bar = 1; bar < days.size(); bar++) {
          LocalDate day = days.get(bar);
          if (bar < nextFill) {
            // The same positions, so that both win or lose the same beside their first return.
            double still = all.get(day) / all.get(first) - own.get(day) / own.get(first);
            assertEquals(ahead, still, 1e-9, top + " " + day);
          }
          double window = own.get(day) / own.get(days.get(bar - 1)) - 1;
          double ofAll = all.get(day) / all.get(days.get(bar - 1)) - 1;
          assertTrue(bar < nextFill || Math.abs(window - ofAll) < 1e-4, top + " " + day);
          ofWindow.add(window);
          mended.add(bar < nextFill ? window : ofAll);
        }
        double sharpe = sharpe(ofWindow);
        assertEquals(sharpe, sharpe(mended), 1e-3, "what is left is no more than rounding");
        List<Double> slice =
            days.stream().map(d -> all.get(d) / all.lowerEntry(d).getValue() - 1).toList();
        if (fold.get("run_id").equals("all_" + top)) {
          assertEquals(sharpe(slice), Double.parseDouble(fold.get("is_sharpe")), 1e-9);
        }
        assertEquals(sharpe, sharpe(slice), 0.1, "a few days of first positions");
        if (sharpe > bestSharpe) {
          bestSharpe = sharpe;
          best = "all_" + top;
        }
      }
      assertEquals(best, fold.get("run_id"), "the choice is the same");
    }
  }
}
