package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contents;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;

/**
 * Situations that users of backtests report, and what is right in each: a check runs the batches of
 * a folder, whosever inputs they are, and holds what they leave to that.
 */
final class Situations {
  /** The checks by the names of the folders that are shared beside the repository. */
  static final Map<String, Consumer<BatchFixture>> CHECKS =
      Map.ofEntries(
          Map.entry("bars-are-not-daily", Situations::barsThatAreNotWhatTheyAreCalled),
          Map.entry("cache-dir-with-colon", Situations::aCacheWithAColon),
          Map.entry("config-not-named-yaml", Situations::aConfigOutOfAPipe),
          Map.entry("grid-with-impossible-corners", Situations::pairsThatContradictThemselves),
          Map.entry("ids-that-collide", Situations::filesWithAlmostOneName),
          Map.entry("price-directory-with-odd-names", Situations::directoriesWithOddNames),
          Map.entry("range-beyond-data", Situations::aRangeBeyondTheData),
          Map.entry("raw-open-adjusted-close", Situations::opensThatAreNotAdjusted),
          Map.entry("resume-after-new-id", Situations::aSweepThatGoesOn),
          Map.entry("signal-without-order", Situations::aSignalWithoutOrder),
          Map.entry("timezone-shifts-signals", Situations::stampsOfOtherZones),
          Map.entry("two-calendars", Situations::exchangesThatCloseOnDifferentDays),
          Map.entry("warnings-nobody-sees", Situations::runsThatTradeNothing));

  private Situations() {}

  static Result batch(BatchFixture fixture, String config, String... options) {
    List<String> arguments = new ArrayList<>(List.of("batch_backtest", "--config-file", config));
    arguments.addAll(List.of("--output-root", "out"));
    arguments.addAll(List.of(options));
    return CommandLineRun.call(fixture.directory(), arguments.toArray(String[]::new));
  }

  static BatchOutput success(BatchFixture fixture, String name) {
    Result result = batch(fixture, "batch.yaml");
    assertEquals(0, result.exitCode(), result::told);
    return fixture.output(name);
  }

  /** The files of a run's backtest. */
  static Map<String, String> files(BatchOutput output, String id) {
    int index = output.column("run_id").indexOf(id);
    return contents(output.run(index, id).resolve("backtest"));
  }

  private static void assertSame(BatchOutput output, String id, String same) {
    assertTrue(Integer.parseInt(output.row(id).get("orders")) > 0, id);
    assertEquals(files(output, id), files(output, same), id + " and " + same);
  }

  /** The stamp of a daily bar means the session that is written, in whatever zone. */
  static void stampsOfOtherZones(BatchFixture fixture) {
    BatchOutput output = success(fixture, "tz");
    assertSame(output, "plain", "tokyo");
    assertSame(output, "plain", "berlin");
    assertSame(output, "weights_plain", "weights_tokyo");
    assertSame(output, "weekly_plain", "weekly_tokyo");
  }

  /** A closed exchange is no reason to sell, and no reason to buy more of what is open. */
  static void exchangesThatCloseOnDifferentDays(BatchFixture fixture) {
    BatchOutput output = success(fixture, "calendars");
    for (String id : List.of("exchanges_M", "exchanges_W", "coin_M", "coin_trend")) {
      double most = 0;
      for (String[] cells : table(output, id, "portfolio_equity_1d.csv")) {
        double held = Double.parseDouble(cells[3]) - Double.parseDouble(cells[4]);
        most = Math.max(most, held / Double.parseDouble(cells[1]));
      }
      assertTrue(most > 0.5 && most < 1.1, id + " holds " + most + " of its equity");
    }
    // Decided on the first of March, when the exchange of the U symbols is shut.
    List<String> held =
        table(output, "exchanges_M", "positions_1d.csv").stream()
            .filter(cells -> cells[0].equals("2019-03-04"))
            .map(cells -> cells[1].substring(0, 1))
            .distinct()
            .toList();
    assertEquals(List.of("K", "U"), held);
  }

  /** The rows of a result file without its header. */
  private static List<String[]> table(BatchOutput output, String id, String file) {
    int index = output.column("run_id").indexOf(id);
    Path path = output.run(index, id).resolve("backtest").resolve(file);
    return BatchOutput.text(path).lines().skip(1).map(line -> line.split(",")).toList();
  }

  /** Whoever trades nothing by mistake is told so, or why no run was possible. */
  static void runsThatTradeNothing(BatchFixture fixture) {
    Result result = batch(fixture, "batch.yaml");
    BatchOutput output = fixture.output("silent");
    assertEquals(4, output.rows().size());
    for (Map<String, String> row : output.rows()) {
      assertTrue(
          row.get("cause").equals("bad_data")
              || List.of(row.get("warning_kinds").split(" ")).contains("no_orders"),
          row::toString);
    }
    for (String id : List.of("lots_too_large", "lag_too_long")) {
      assertEquals("success", output.row(id).get("status"));
    }
    assertTrue(result.outText().contains("\nWARNING no_orders in "), result::told);
    assertTrue(result.outText().contains(" with warnings\n"), result::told);
    assertTrue(fixture.checkHealth().outText().matches("(?s).*batch_warnings +WARN .*no_orders.*"));
  }

  /** Yearly figures are not reckoned with 252 bars where there are 12, without a word. */
  static void barsThatAreNotWhatTheyAreCalled(BatchFixture fixture) {
    Result result = batch(fixture, "batch.yaml");
    BatchOutput output = fixture.output("bars");
    assertEquals(1, result.exitCode(), result::told);
    for (String[] run : new String[][] {{"weekly", "52"}, {"monthly", "12"}}) {
      output.assertRow(run[0], "failed", "bad_data", "65");
      String error = output.row(run[0]).get("error");
      assertTrue(error.contains("bars_per_year: " + run[1]), error);
    }
    for (String id : List.of("every_day", "daily_as_5min", "bars48")) {
      assertEquals("success", output.row(id).get("status"), result::told);
      assertTrue(kinds(output, id).contains("frequency"), () -> id + output.row(id));
    }
    assertTrue(result.outText().contains("\nWARNING frequency in 3 runs"), result::told);
  }

  private static List<String> kinds(BatchOutput output, String id) {
    return List.of(output.row(id).get("warning_kinds").split(" "));
  }

  /** Two runs "from 2010 to 2025" are not compared where one has six months and one has three. */
  static void aRangeBeyondTheData(BatchFixture fixture) {
    BatchOutput output = success(fixture, "beyond");
    String[][] runs = {
      {"price_file_prices_csv", "2019-06-28"}, {"price_file_stale_prices_csv", "2019-03-29"}
    };
    for (int i = 0; i < runs.length; i++) {
      assertTrue(kinds(output, runs[i][0]).contains("range"), runs[i][0]);
      String warnings = output.runManifest(i, runs[i][0]).get("warnings").toString();
      for (String date : List.of("2010-01-01", "2025-12-31", "2019-01-01", runs[i][1])) {
        assertTrue(warnings.contains(date), () -> date + " is not said: " + warnings);
      }
    }
  }

  /** Nobody buys at 4 what is marked at 1. */
  static void opensThatAreNotAdjusted(BatchFixture fixture) {
    Result result = batch(fixture, "batch.yaml");
    assertEquals(1, result.exitCode(), result::told);
    BatchOutput output = fixture.output("basis");
    assertEquals("success", output.row("price_file_all_adjusted_csv").get("status"));
    assertFalse(kinds(output, "price_file_all_adjusted_csv").contains("raw_open"));
    output.assertRow("price_file_raw_open_csv", "failed", "bad_data", "65");
    String error = output.row("price_file_raw_open_csv").get("error");
    assertTrue(error.contains("raw_open.csv") && error.contains("open"), error);
  }

  /** What is named by the alphabet alone is no signal. */
  static void aSignalWithoutOrder(BatchFixture fixture) {
    BatchOutput output = success(fixture, "ties");
    assertEquals("constant_signal", output.row("factor_file_constant_csv").get("warning_kinds"));
    String ties = output.runManifest(1, "factor_file_three_values_csv").get("warnings").toString();
    assertTrue(ties.contains("\"kind\":\"ties\""), ties);
    JsonNode constant = output.runManifest(0, "factor_file_constant_csv").get("warnings");
    assertEquals(1, constant.size(), constant::toString);
    assertTrue(
        constant.toString().matches(".*at ([0-9]+) of \\1 rebalances all scores are equal.*"),
        constant::toString);
  }

  /** No file of a directory is passed over in silence, or counted twice. */
  static void directoriesWithOddNames(BatchFixture fixture) {
    Result refused = batch(fixture, "batch.yaml");
    assertEquals(2, refused.exitCode(), refused::told);
    assertTrue(refused.errText().contains("A (1).csv"), refused::told);
    String config = BatchOutput.text(fixture.directory().resolve("batch.yaml"));
    fixture.write("batch.yaml", config.replace(", download_copy", ""));
    BatchOutput output = success(fixture, "names");
    assertSame(output, "price_file_good", "price_file_upper_case");
  }

  /** The triangle of two spans can be run, and whoever spans the square is told how. */
  static void pairsThatContradictThemselves(BatchFixture fixture) {
    Result square = batch(fixture, "batch.yaml");
    assertEquals(2, square.exitCode(), square::told);
    String where = "; leave such runs out with where: \"ema_fast < ema_slow\"";
    List<String> told = square.err().stream().filter(line -> line.contains(where)).toList();
    assertEquals(3, told.size(), square::told);
    assertFalse(Files.exists(fixture.directory().resolve("out")));

    String config = BatchOutput.text(fixture.directory().resolve("batch.yaml"));
    String axis = "ema_slow: [20, 50, 100]";
    assertTrue(config.contains(axis), config);
    fixture.write("triangle.yaml", config.replace(axis, axis + ", where: \"ema_fast < ema_slow\""));
    Result triangle = batch(fixture, "triangle.yaml");
    assertEquals(0, triangle.exitCode(), triangle::told);
    BatchOutput output = fixture.output("corners");
    assertEquals(
        List.of("5 20", "5 50", "5 100", "20 50", "20 100", "50 100").stream()
            .map(pair -> "ema_fast_" + pair.replace(" ", "_ema_slow_"))
            .toList(),
        output.column("run_id"));
    assertEquals(List.of("success"), output.column("status").stream().distinct().toList());
    assertEquals(
        "[{\"source\":\"grid\",\"combinations\":9,"
            + "\"left_out\":[{\"where\":\"ema_fast < ema_slow\",\"count\":3}],\"sample\":null,\"globs\":[],\"runs\":6}]",
        output.manifest().get("sweep").toString());
  }

  static void filesWithAlmostOneName(BatchFixture fixture) {
    Result plan = batch(fixture, "batch.yaml", "--dry-run");
    assertEquals(
        "  price_file 'a_b.csv' is price_file_a_b_csv_2 in ids, since 'a-b.csv' is"
            + " price_file_a_b_csv",
        plan.out().get(1));
    BatchOutput output = success(fixture, "collide");
    assertEquals(List.of("price_file_a_b_csv", "price_file_a_b_csv_2"), output.column("run_id"));
    assertEquals(List.of("a-b.csv", "a_b.csv"), output.column("param.price_file"));
  }

  /** What has been computed is kept, however the runs are called now. */
  static void aSweepThatGoesOn(BatchFixture fixture) {
    Result first = batch(fixture, "first.yaml");
    assertEquals(0, first.exitCode(), first::told);
    assertKept(fixture, "axis_added.yaml", List.of("1_spread_bps_0", "2_spread_bps_0"));
    assertKept(fixture, "text_of_value.yaml", List.of("commission_bps_1_0", "commission_bps_2"));
    assertKept(fixture, "as_runs.yaml", List.of("cheap", "dear"));
    Result resumed = batch(fixture, "axis_added.yaml", "--resume");
    assertTrue(resumed.out().contains("4 of 4 runs succeeded (2 kept from before)"), resumed::told);
  }

  private static void assertKept(BatchFixture fixture, String config, List<String> ids) {
    Result plan = batch(fixture, config, "--resume", "--dry-run");
    assertEquals(0, plan.exitCode(), plan::told);
    List<String> kept = plan.out().stream().filter(line -> line.endsWith("[kept]")).toList();
    assertEquals(ids.size(), kept.size(), plan::told);
    for (int i = 0; i < ids.size(); i++) {
      assertTrue(kept.get(i).contains(ids.get(i) + "  "), plan::told);
    }
  }

  /** Schedulers of jobs name scratch directories by times. */
  static void aCacheWithAColon(BatchFixture fixture) {
    Result result = batch(fixture, "batch.yaml", "--cache-dir", "scratch/2026-11-28T20:30:00");
    assertEquals(0, result.exitCode(), result::told);
  }

  /** A config may be filled in on its way: it needs no file, and no ending. */
  static void aConfigOutOfAPipe(BatchFixture fixture) {
    for (String name : List.of("-", "/dev/stdin", "/dev/fd/7")) {
      String fill = "sed 's/@NAME@/one/' batch.yaml.tmpl | \"$@\" --config-file " + name + " 7<&0";
      Result result = shell(fixture, fill, "batch_backtest", "--dry-run");
      assertEquals(0, result.exitCode(), result::told);
      assertTrue(result.out().get(0).startsWith("Batch one: 1 runs"), result::told);
      assertFalse(Files.exists(fixture.directory().resolve("output")));
    }
  }

  /** Calls the program by a shell, to which it is {@code "$@"}. */
  static Result shell(BatchFixture fixture, String command, String... arguments) {
    return CommandLineRun.call(
        fixture.directory(),
        Map.of(),
        Stream.concat(
                Stream.of("/bin/sh", "-c", command, "sh"),
                CommandLineRun.program(arguments).stream())
            .toList());
  }
}
