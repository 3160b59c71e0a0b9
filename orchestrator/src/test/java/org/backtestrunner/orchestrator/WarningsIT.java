package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a result worthless is seen wherever a user looks, and changes no exit code. */
class WarningsIT {
  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 6);

  @TempDir Path directory;
  private BatchFixture fixture;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    output = fixture.output("seen");
  }

  private static double close(double last, int day, double ratio) {
    return day < 10 ? 100 + day % 3 : last / ratio + day % 3;
  }

  /** Twenty bars, of which the tenth begins at a close divided by a ratio. */
  private void writePrices(double ratio) {
    StringBuilder text = new StringBuilder("timestamp,symbol,close\n");
    for (int day = 0; day < 20; day++) {
      LocalDate date = FIRST_DAY.plusDays(day / 5 * 7 + day % 5);
      text.append(date + ",A," + close(100, day, ratio) + "\n");
      text.append(date + ",B," + (50 + day % 4) + "\n");
    }
    fixture.write("prices.csv", text.toString());
  }

  private void writeBatch(String grid) {
    fixture.write(
        "batch.yaml",
        """
        batch_name: "seen"
        output_root: "out"
        base_args:
          strategy: "buy_and_hold"
          price_file: "prices.csv"
          start_date: "2020-01-06"
          end_date: "2020-01-31"
        grid: {%s}
        """
            .formatted(grid));
  }

  private List<String> seriousTexts(int index, String id) {
    List<String> texts = new ArrayList<>();
    for (JsonNode warning : output.runManifest(index, id).get("warnings")) {
      if (warning.get("serious").asBoolean()) {
        texts.add(warning.get("kind").asText() + ": " + warning.get("text").asText());
      }
    }
    return texts;
  }

  @Test
  void anUnadjustedSplitOfAHeldStockIsToldByTableSummaryManifestAndHealth() {
    writePrices(10);
    writeBatch("max_gross_exposure: [0.5, 1]");

    Result result = fixture.batch();

    assertEquals(0, result.exitCode(), result::told);
    assertTrue(result.out().contains("2 of 2 runs succeeded, 2 with warnings"), result::told);
    String split = "WARNING split in 2 runs, first in max_gross_exposure_0_5: symbol 'A'";
    assertTrue(result.out().stream().anyMatch(line -> line.startsWith(split)), result::told);
    assertEquals(List.of("1", "1"), output.column("warnings"));
    assertEquals(List.of("split", "split"), output.column("warning_kinds"));
    assertEquals(List.of("0", "1"), output.column("run_index"));
    assertEquals(
        List.of("runs/0000_max_gross_exposure_0_5", "runs/0001_max_gross_exposure_1"),
        output.column("directory"));
    JsonNode manifest = output.runManifest(1, "max_gross_exposure_1");
    assertEquals(1, seriousTexts(1, "max_gross_exposure_1").size(), manifest::toString);
    assertEquals(
        manifest.get("warnings"), output.summary().at("/runs/1/warnings"), manifest::toString);

    Result health = fixture.checkHealth();
    assertEquals(1, health.exitCode(), health::told);
    assertTrue(health.out().get(3).matches("batch_warnings +WARN +2/2 .*: split 2"), health::told);
  }

  @Test
  void anAxisThatChangesNothingIsToldOnEachOfItsRunsAndOnlyAsLongAsItIsTrue() {
    writePrices(1);
    writeBatch("delisting_return: [-0.5, 0]");
    Result two = fixture.batch();

    assertEquals(0, two.exitCode(), two::told);
    assertTrue(two.out().contains("2 of 2 runs succeeded, 2 with warnings"), two::told);
    String same = "identical_equity: the equity curve is the same as that of run ";
    assertEquals(
        List.of(same + "delisting_return_0, although the runs differ in delisting_return"),
        seriousTexts(0, "delisting_return__0_5"));
    assertEquals(
        List.of(same + "delisting_return__0_5, although the runs differ in delisting_return"),
        seriousTexts(1, "delisting_return_0"));
    JsonNode before = withoutWarnings(output.runManifest(0, "delisting_return__0_5"));

    writeBatch("delisting_return: [-0.5, 0, -1]");
    Result three = fixture.batch("--resume");
    assertEquals(0, three.exitCode(), three::told);
    assertTrue(
        three.out().contains("3 of 3 runs succeeded (2 kept from before), 3 with warnings"),
        three::told);
    assertEquals(
        List.of(
            same + "delisting_return_0 and 1 more, although the runs differ in delisting_return"),
        seriousTexts(0, "delisting_return__0_5"));
    assertEquals(before, withoutWarnings(output.runManifest(0, "delisting_return__0_5")));
    assertEquals(
        List.of("identical_equity", "identical_equity", "identical_equity"),
        output.column("warning_kinds"));

    writeBatch("delisting_return: [-0.5]");
    Result one = fixture.batch("--resume");
    assertEquals(0, one.exitCode(), one::told);
    assertTrue(one.out().contains("1 of 1 runs succeeded (1 kept from before)"), one::told);
    assertEquals(List.of(), seriousTexts(0, "delisting_return__0_5"));
    assertEquals(List.of("0"), output.column("warnings"));
  }

  @Test
  void setsOfRunsThatDifferInTheSameParametersAreOneThingToLookAt() {
    writePrices(1);
    writeBatch("max_gross_exposure: [0.5, 1, 0.2], delisting_return: [-0.5, 0]");

    assertEquals(0, fixture.batch().exitCode());

    String report = BatchOutput.text(output.directory().resolve("batch_report.md"));
    List<String> identical = report.lines().filter(line -> line.contains("identical")).toList();
    assertEquals(1, identical.size(), report);
    assertTrue(
        identical
            .get(0)
            .contains(
                " = max_gross_exposure_0_5_delisting_return_0; delisting_return had no effect."),
        report);
    assertTrue(identical.get(0).endsWith(" So it is in 2 more sets of runs."), report);
  }

  private static JsonNode withoutWarnings(JsonNode manifest) {
    return ((ObjectNode) manifest.deepCopy()).without("warnings");
  }

  @Test
  void runsWithEqualParametersAreExpectedToHaveEqualCurves() {
    writePrices(1);
    fixture.write(
        "batch.yaml",
        """
        batch_name: "seen"
        output_root: "out"
        base_args:
          {strategy: "buy_and_hold", price_file: "prices.csv",
           start_date: "2020-01-06", end_date: "2020-01-31"}
        runs:
          - {id: "a"}
          - {id: "b", overrides: {lot_size: 0.0}}
        """);

    Result result = fixture.batch();

    assertEquals(0, result.exitCode(), result::told);
    assertTrue(result.out().contains("2 of 2 runs succeeded"), result::told);
    assertEquals(List.of("0", "0"), output.column("warnings"));
  }

  @Test
  void runsThatTradeNothingAreToldToBeFlatAndAlike() {
    writePrices(1);
    writeBatch("max_gross_exposure: [0.001, 0.002], lot_size: [1000]");

    Result result = fixture.batch();

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(
        List.of("no_orders identical_equity", "no_orders identical_equity"),
        output.column("warning_kinds"));
    assertTrue(
        result.out().stream()
            .anyMatch(line -> line.startsWith("WARNING no_orders in 2 runs, first in max_gross_")),
        result::told);
  }
}
