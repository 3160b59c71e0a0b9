package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walk-forwards over curves that are written by hand, nine bars each: three folds of two bars, with
 * three bars before each. A program of the user's copies the curves.
 */
class WalkForwardIT {
  private static final String BARS = "in_sample: 3b, out_of_sample: 2b, select: total_return";
  private static final String ID = "is_3b_oos_2b";

  /** Equity, long and short value after each bar. */
  private static final String FIRST =
      """
      100,100,0
      110,110,0
      121,242,-121
      110,110,0
      99,99,0
      99,99,0
      99,99,0
      99,99,0
      99,99,0
      """;

  private static final String SECOND =
      """
      100,100,0
      100,100,0
      100,100,0
      105,105,0
      110,110,-110
      121,121,0
      121,121,0
      60.5,60.5,0
      60.5,60.5,0
      """;

  @TempDir private Path directory;
  private BatchFixture fixture;
  private BatchOutput output;

  @BeforeEach
  void program() {
    fixture = new BatchFixture(directory);
    output = fixture.output("walk");
    fixture.write(
        "copy.sh",
        """
        freq=1d
        for line in $(cat "${1#@}"); do
          case $line in
            --freq=*) freq=${line#*=} ;;
            --curve=*) curve=${line#*=} ;;
            --out=*) out=${line#*=} ;;
          esac
        done
        mkdir -p "$out"
        if test -f "$curve.wait"; then : >"$curve.started"; sleep 100; fi
        cp "$curve" "$out/portfolio_equity_$freq.csv"
        if test -f "$curve.orders"; then cp "$curve.orders" "$out/orders_1d.csv"; fi
        if grep -q FAIL "$curve"; then echo "ERROR this one fails"; exit 65; fi
        """);
  }

  /** Writes a curve of nine weekdays from 2020-01-01 on. */
  private void writeCurve(String name, String rows) {
    List<String> lines = new ArrayList<>(List.of("timestamp,equity,long_value,short_value"));
    List<String> days = List.of("01", "02", "03", "06", "07", "08", "09", "10", "13");
    List<String> each = rows.lines().toList();
    for (int i = 0; i < each.size(); i++) {
      lines.add("2020-01-" + days.get(i) + "," + each.get(i));
    }
    fixture.write(name + ".csv", String.join("\n", lines) + "\n");
  }

  private void writeBatch(String walkForward, String... curves) {
    List<String> runs = new ArrayList<>();
    for (String curve : curves) {
      runs.add("{id: %s, overrides: {curve: %s.csv}}".formatted(curve, curve));
    }
    fixture.write(
        "batch.yaml",
        """
        batch_name: "walk"
        output_root: "out"
        worker_command: [sh, copy.sh]
        circuit_breaker: off
        report: off
        worker_parameters:
          curve: {type: file, required: true}
          start_capital: {type: number, default: 100}
          commission_bps: {type: number, default: 20}
          spread_bps: {type: number, default: 20}
        runs:
          - %s
        walk_forward: {%s}
        """
            .formatted(String.join("\n  - ", runs), walkForward));
  }

  private Result run(String... options) {
    Result result = fixture.batch(options);
    assertEquals(0, result.exitCode(), result::told);
    return result;
  }

  private static List<Map<String, String>> rows(Path file) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().get();
    try (CSVParser parser = CSVParser.parse(Files.readString(file), format)) {
      return parser.getRecords().stream().map(CSVRecord::toMap).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> row() {
    return rows(output.directory().resolve("walk_forward.csv")).get(0);
  }

  private List<Map<String, String>> folds() {
    return rows(output.directory().resolve("walk_forward_folds.csv"));
  }

  private Path curveFile() {
    return output.directory().resolve("walk_forward/" + ID + "/portfolio_equity_1d.csv");
  }

  private List<String> column(String name) {
    return folds().stream().map(fold -> fold.get(name)).toList();
  }

  private static void assertClose(double expected, String actual) {
    assertEquals(expected, Double.parseDouble(actual), 1e-12 * Math.max(1, Math.abs(expected)));
  }

  @Test
  void threeFoldsWithASwitchComeOutAsByHand() {
    writeCurve("a", FIRST);
    writeCurve("b", SECOND);
    writeBatch(BARS, "a", "b");

    Result result = run();

    assertEquals(List.of("0", "1", "2", ""), column("fold"));
    assertEquals(List.of("traded", "traded", "traded", "next"), column("status"));
    assertEquals(List.of("a", "b", "b", "a"), column("run_id"));
    assertEquals(List.of("3", "3", "3", "3"), column("is_bars"));
    assertEquals(
        List.of("2020-01-01", "2020-01-03", "2020-01-07", "2020-01-09"), column("is_start"));
    assertEquals(List.of("2020-01-06", "2020-01-08", "2020-01-10", ""), column("oos_start"));
    assertEquals(List.of("2", "2", "2", "2"), column("eligible"));
    // In sample from the bar before on: 100 to 121, 100 to 110, 105 to 121, 99 to 99.
    List<Double> inSample = List.of(0.21, 0.1, 121 / 105.0 - 1, 0.0);
    // Both sides pay (20 + 20/2) bps of their gross book: 3 times the equity of a, then 1 of a and
    // 2 of b, then nothing.
    List<Double> costs = List.of(3 * 0.003, 1 * 0.003 + 2 * 0.003, 0.0);
    List<Double> growths = List.of(0.991 * 99 / 121, 0.991 * 1.1, 0.5);
    for (int i = 0; i < 4; i++) {
      assertClose(inSample.get(i), folds().get(i).get("is_value"));
      assertClose(inSample.get(i), folds().get(i).get("is_return"));
      if (i < 3) {
        assertClose(costs.get(i), folds().get(i).get("switch_cost"));
        assertClose(growths.get(i) - 1, folds().get(i).get("oos_return"));
      }
    }
    assertEquals(List.of("0", "1", "0", ""), column("oos_rank"));
    Map<String, String> row = row();
    double last = 100 * 0.991 * 99 / 121 * 0.991 * 1.1 * 0.5;
    assertClose(last, row.get("final_equity"));
    assertClose(1.8, row.get("switch_cost_pct"));
    assertClose(1 / 3.0, row.get("oos_rank"));
    assertClose(200 / 3.0, row.get("below_median_pct"));
    assertClose(100 / 3.0, row.get("profitable_folds_pct"));
    double in = Math.log(1.21 * 1.1 * 121 / 105) / 8;
    assertClose(Math.log(last / 100) / 6 / in, row.get("efficiency"));
    assertEquals("", row.get("largest_fold_share"), "nothing was won");
    assertEquals("1", row.get("switches"));
    assertEquals("0.5", row.get("stability.curve"));
    assertEquals("a", row.get("next_run_id"));
    assertEquals(List.of("3", "3"), List.of(row.get("folds"), row.get("folds_traded")));
    assertEquals("few_rows", row.get("warnings"));
    assertEquals("", row.get("deflated_sharpe_ever"));
    List<Map<String, String>> curve = rows(curveFile());
    assertEquals(6, curve.size());
    assertEquals("2020-01-06", curve.get(0).get("timestamp"));
    assertClose(100 * 0.991 * 110 / 121, curve.get(0).get("equity"));
    assertClose(0.991 * 110 / 121 - 1, curve.get(0).get("return"));
    assertEquals("1", curve.get(2).get("fold"));
    assertEquals("b", curve.get(2).get("run_id"));
    JsonNode told = output.summary().get("walk_forward").get(0);
    assertClose(told.get("final_equity").asDouble(), row.get("final_equity"));
    assertFalse(told.has("largest_fold_share"));
    assertEquals("few_rows", told.get("warnings").get(0).get("kind").asText());
    assertTrue(result.outText().contains("walk-forward " + ID + ": Sharpe -"), result::told);
    assertTrue(result.outText().contains("3 of 3 folds traded, 1 switch; next: a"), result::told);
  }

  @Test
  void withoutValuesOfPositionsTheWholeAccountIsTraded() throws IOException {
    for (String name : List.of("a", "b")) {
      writeCurve(name, name.equals("a") ? FIRST : SECOND);
      Path file = directory.resolve(name + ".csv");
      Files.writeString(file, Files.readString(file).replaceAll("(?m),[^,\\n]*,[^,\\n]*$", ""));
    }
    writeBatch(BARS, "a", "b");

    run();

    assertEquals(List.of("0.003", "0.006", "0", ""), column("switch_cost"));
    assertEquals("few_rows no_exposure", row().get("warnings"));
  }

  @Test
  void whereNoneCanBeChosenTheAccountIsInCash() {
    // Without a return that varies there is no Sharpe ratio; b has one in the second fold alone.
    writeCurve("a", FIRST.replaceAll("(?m)^[^,]*,", "100,"));
    writeCurve(
        "b", "100,0,0\n100,0,0\n100,0,0\n110,220,0\n100,200,0\n100,0,0\n100,0,0\n90,90,0\n100,0,0");
    writeBatch(BARS.replace("total_return", "sharpe"), "a", "b");

    run();

    assertEquals(List.of("no_candidate", "traded", "traded", "next"), column("status"));
    assertEquals(List.of("", "b", "b", "b"), column("run_id"));
    assertEquals(List.of("0", "1", "1", "1"), column("eligible"));
    assertEquals(List.of("0", "0.006", "0", ""), column("switch_cost"));
    assertEquals("", folds().get(0).get("oos_sharpe"));
    assertEquals("0", folds().get(0).get("oos_return"));
    assertEquals("", rows(curveFile()).get(0).get("run_id"));
    assertEquals("100", rows(curveFile()).get(1).get("equity"));
    assertEquals("2", row().get("folds_traded"));
  }

  @Test
  void intoCashTheBookIsSold() {
    writeCurve(
        "a", "100,100,0\n110,110,0\n100,100,0\n100,0,0\n100,150,0\n" + "100,0,0\n".repeat(4));
    writeCurve("b", "100,0,0\n".repeat(9));
    writeBatch(BARS.replace("total_return", "volatility") + ", min_orders: 1", "a", "b");
    fixture.write(
        "a.csv.orders",
        "timestamp,symbol,side,qty,price,cost\n2020-01-02,X,buy,1,1,0\n2020-01-08,X,buy,1,1,0\n");

    run();

    assertEquals(
        List.of("traded", "no_candidate", "traded", "no_candidate"),
        column("status").stream().map(s -> s.equals("next") ? "no_candidate" : s).toList(),
        "b has no orders, and a has none from the third bar to the fifth");
    assertClose(0.003, folds().get(0).get("switch_cost"));
    assertClose(1.5 * 0.003, folds().get(1).get("switch_cost"));
    assertEquals("", folds().get(3).get("run_id"));
    assertEquals("0", row().get("switches"), "no two folds next to each other hold a choice");
    assertEquals("", row().get("stability.curve"));
  }

  @Test
  void aCurveThatIsUsedUpIsNotChosenAndStaysSo() {
    writeCurve("a", FIRST.replace("99,99,0", "0,0,0"));
    writeCurve(
        "b",
        FIRST.replace("121,242,-121", "109,109,0").replaceAll("\n110,.*\n99", "\n109,0,0\n108"));
    writeBatch(BARS, "a", "b");

    run();

    assertEquals(List.of("a", "b", "b", "b"), column("run_id"));
    assertEquals(List.of("2", "1", "1", "1"), column("eligible"));
    assertEquals(
        List.of("0", "0", "0", "0", "0"),
        rows(curveFile()).stream().skip(1).map(each -> each.get("equity")).toList());
    assertEquals("-1", row().get("total_return"));
    assertEquals("", folds().get(1).get("oos_return"), "of nothing there is no return");
  }

  @Test
  void nobodyIsChosenInAnyFold() {
    writeCurve("a", "100,0,0\n".repeat(9));
    writeCurve("b", "100,50,0\n".repeat(9));
    writeBatch(BARS.replace("total_return", "sharpe"), "a", "b");

    Result result = run();

    Map<String, String> row = row();
    assertEquals("no_choice few_rows", row.get("warnings"));
    assertEquals(
        List.of("3", "0", "2020-01-06", "2020-01-13", "", "", "", ""),
        List.of(
            row.get("folds"),
            row.get("folds_traded"),
            row.get("start_date"),
            row.get("end_date"),
            row.get("sharpe"),
            row.get("final_equity"),
            row.get("switches"),
            row.get("next_run_id")));
    assertEquals(6, rows(curveFile()).size());
    assertTrue(result.outText().contains("no candidate could be chosen"), result::told);
  }

  @Test
  void curvesOfDifferentBarsAreNotCompared() throws IOException {
    writeCurve("a", FIRST);
    writeCurve("b", SECOND);
    Path file = directory.resolve("b.csv");
    Files.writeString(file, Files.readString(file).replaceAll("2020-01-07.*\n", ""));
    writeBatch(BARS, "a", "b");

    Result result = run();

    assertEquals("different_bars", row().get("warnings"));
    assertEquals("2", row().get("candidates"));
    assertEquals("", row().get("folds"));
    assertEquals(List.of(), folds());
    assertFalse(Files.exists(curveFile()));
    String text = "runs a and b have different bars (first at 2020-01-07)";
    assertEquals(
        text,
        output.summary().get("walk_forward").get(0).get("warnings").get(0).get("text").asText());
    assertTrue(result.outText().contains(text), result::told);
  }

  @Test
  void whoHasNoResultIsNotChosen() {
    writeCurve("a", FIRST);
    writeCurve("b", SECOND);
    fixture.write("c.csv", "FAIL\n");
    writeBatch(BARS, "a", "b", "c");

    Result selected = fixture.batch("--only", "a", "--only", "c");

    assertEquals(1, selected.exitCode(), selected::told);
    assertEquals("candidates_failed not_selected few_rows", row().get("warnings"));
    assertEquals(List.of("a", "a", "a", "a"), column("run_id"));
    assertEquals("3", row().get("candidates"));
    assertEquals("", row().get("oos_rank"), "there is nobody else");

    Result all = fixture.batch("--resume");

    assertEquals(1, all.exitCode(), all::told);
    assertEquals("candidates_failed few_rows", row().get("warnings"));
    assertEquals(List.of("a", "b", "b", "a"), column("run_id"));
  }

  @Test
  void theFilesOfABatchWithoutWalkForwardsAreGone() throws IOException {
    writeCurve("a", FIRST);
    writeCurve("b", SECOND);
    writeBatch(BARS, "a", "b");
    run();
    String before = Files.readString(curveFile());
    run("--resume");
    assertEquals(before, Files.readString(curveFile()));

    Path config = directory.resolve("batch.yaml");
    Files.writeString(config, Files.readString(config).replaceAll("walk_forward: .*", ""));
    run("--resume");

    assertFalse(Files.exists(output.directory().resolve("walk_forward.csv")));
    assertFalse(Files.exists(output.directory().resolve("walk_forward_folds.csv")));
    assertFalse(Files.exists(output.directory().resolve("walk_forward")));
    assertFalse(output.summary().has("walk_forward"));
  }

  /** The files of all walk-forwards, by their path. */
  private Map<String, String> contents() {
    Map<String, String> contents = BatchOutput.contents(output.directory());
    contents.keySet().removeIf(path -> !path.startsWith("walk_forward"));
    return contents;
  }

  @Test
  void aBatchThatIsStoppedHasNoneUntilItIsResumed() throws Exception {
    writeCurve("a", FIRST);
    writeCurve("b", SECOND);
    writeBatch(BARS, "a", "b");
    run();
    Map<String, String> expected = contents();
    assertEquals(3, expected.size());
    Path batch = fixture.write("b.csv.wait", "");
    Files.writeString(
        directory.resolve("b.csv"), Files.readString(directory.resolve("b.csv")) + "\n");

    try (CommandLineRun stopped = fixture.startBatch("--resume")) {
      CommandLineRun.await("b", () -> Files.exists(directory.resolve("b.csv.started")));
      stopped.signal("TERM");
      Result result = stopped.await();
      assertEquals(143, result.exitCode(), result::told);
    }

    assertEquals(Map.of(), contents(), "what tells of other runs is gone");
    assertFalse(output.summary().has("walk_forward"));
    Files.delete(batch);
    Path file = directory.resolve("b.csv");
    Files.writeString(file, Files.readString(file).stripTrailing() + "\n");
    run("--resume", "--serial");
    assertEquals(expected, contents());
  }

  @Test
  void barsOfFiveMinutesAreCountedAcrossDays() throws IOException {
    for (String name : List.of("a", "b")) {
      writeCurve(name, name.equals("a") ? FIRST : SECOND);
      Path file = directory.resolve(name + ".csv");
      String text = Files.readString(file);
      // Three bars a day.
      for (int i = 0; i < 9; i++) {
        String day = List.of("01", "02", "03", "06", "07", "08", "09", "10", "13").get(i);
        text =
            text.replace(
                "2020-01-" + day + ",", "2020-02-0%dT14:%02d:00Z,".formatted(3 + i / 3, i % 3 * 5));
      }
      Files.writeString(file, text);
    }
    writeBatch(BARS, "a", "b");
    Path config = directory.resolve("batch.yaml");
    Files.writeString(
        config,
        Files.readString(config)
            .replace(
                "  start_capital:",
                "  freq: {type: choice, choices: [5min], default: 5min}\n  start_capital:"));

    run();

    assertEquals(List.of("a", "b", "b", "a"), column("run_id"));
    assertEquals(
        List.of("2020-02-04", "2020-02-04", "2020-02-05", ""),
        column("oos_start"),
        "the second window begins within a day");
    List<Map<String, String>> curve =
        rows(output.directory().resolve("walk_forward/" + ID + "/portfolio_equity_5min.csv"));
    assertEquals("2020-02-04T14:00:00Z", curve.get(0).get("timestamp"));
    assertClose(
        100 * 0.991 * 99 / 121 * 0.991 * 1.1 * 0.5, curve.get(curve.size() - 1).get("equity"));
  }

  @Test
  void aDryRunTellsThem() {
    writeCurve("a", FIRST);
    writeCurve("b", SECOND);
    writeBatch(BARS + ", purge: 1", "a", "b");

    Result told = run("--dry-run", "-q");

    assertEquals(
        "  walk-forward is_3b_oos_2b: 2 candidates, by total_return, purge 1",
        told.out().get(told.out().size() - 1));
    Result json = run("--dry-run", "--format", "json");
    assertTrue(json.outText().contains("\"walk_forward\" : \"is_3b_oos_2b\""), json::told);
  }
}
