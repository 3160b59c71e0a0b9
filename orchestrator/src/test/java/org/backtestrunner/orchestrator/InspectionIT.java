package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are looked at before the first run, and before anything is written. */
class InspectionIT {
  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    fixture.writePrices("good.csv", 4, 60);
    fixture.writeBundle("good.yaml");
  }

  /** Each in a run of its own, in the lines from 8 on. */
  @Test
  void everyInputThatCannotBeUsedIsAProblemOfTheConfigWithItsLine() {
    fixture.write("unknown.yaml", "factors:\n  - {name: momentun, weight: 1}\n");
    fixture.write(
        "light.yaml",
        "factors:\n  - {name: rv_20, weight: 0.3}\n  - {name: returns_1m, weight: 0.4}\n");
    fixture.write("closeless.csv", "timestamp,symbol,px\n2015-01-02,A,1\n");
    fixture.write("closes.csv", "timestamp,symbol,close,adj close\n2015-01-02,A,4,1\n");
    fixture.write("prices.csv", "timestamp,close\n2015-01-02,1\n");
    fixture.write("part-0001.csv", "timestamp,close\n2015-01-02,1\n");
    fixture.write("dated.csv", "timestamp,symbol,close\n2015-13-02,A,1\n");
    fixture.write("groups.csv", "symbol,sector\nS0,x\nS1,y\n");
    fixture.write(
        "neutral.yaml",
        "factors: [{name: returns_1m, weight: 1}]\noptions: {neutralize_by: industry}\n");
    fixture.write("nobody.txt", "# nobody\n\n");
    fixture.write("format.yaml", "columns: {close: close}\nseperator: \";\"\n");
    fixture.write("none.parquet", "PAR1 and no more");
    fixture.write(
        "batch.yaml",
        """
        batch_name: "refused"
        output_root: "out"
        base_args:
          {strategy: multifactor_long_short, price_file: good.csv, bundle_path: good.yaml,
           start_date: "2015-01-01", end_date: "2015-12-31"}
        runs:
          - {id: good}
          - {id: r8, overrides: {bundle_path: unknown.yaml}}
          - {id: r9, overrides: {bundle_path: light.yaml}}
          - {id: r10, overrides: {price_file: closeless.csv}}
          - {id: r11, overrides: {price_file: closes.csv}}
          - {id: r12, overrides: {price_file: part-0001.csv}}
          - {id: r13, overrides: {price_file: dated.csv}}
          - {id: r14, overrides: {bundle_path: neutral.yaml, groups_file: groups.csv}}
          - {id: r15, overrides: {symbols_file: nobody.txt}}
          - {id: r16, overrides: {price_format: format.yaml}}
          - {id: r17, overrides: {price_file: none.parquet}}
        """);
    SortedMap<String, String> before = BatchOutput.listing(directory);

    Result result = fixture.batch();

    assertEquals(2, result.exitCode(), result::told);
    assertEquals(before, BatchOutput.listing(directory));
    assertEquals(11, result.err().size(), result::told);
    assertProblem(result, 8, "bundle_path", "unknown.yaml: unknown factor 'momentun'; known are");
    assertProblem(result, 9, "bundle_path", "light.yaml:1: factors: the weights sum to 0.7");
    assertProblem(result, 10, "price_file", "closeless.csv:1: no column for close");
    assertProblem(result, 11, "price_file", "closes.csv:");
    assertProblem(result, 12, "price_file", "part-0001.csv");
    assertProblem(result, 13, "price_file", "dated.csv:2: column timestamp: '2015-13-02'");
    assertProblem(result, 14, "groups_file", "groups.csv:1: there is no column 'industry'");
    assertProblem(result, 15, "symbols_file", "nobody.txt: the list names no symbol");
    assertProblem(result, 16, "price_format", "format.yaml:2: ");
    assertProblem(result, 17, "price_file", "none.parquet: the Parquet file is cut short");
    assertTrue(result.err().get(10).contains("the config has 10 problems; nothing was started"));

    Result dryRun = fixture.batch("--dry-run");

    assertEquals(2, dryRun.exitCode(), dryRun::told);
    assertEquals(result.err(), dryRun.err());
    assertEquals(before, BatchOutput.listing(directory));
  }

  private void assertProblem(Result result, int line, String parameter, String problem) {
    String start =
        "batch.yaml:%d: runs[%d].overrides.%s: %s"
            .formatted(line, line - 7, parameter, directory.resolve(problem));
    assertTrue(
        result.err().stream().anyMatch(told -> told.startsWith(start)),
        () -> start + "\n" + result.told());
  }

  @Test
  void aProblemThatRunsShareIsToldOnce() {
    fixture.writeBatch("shared", "grid: {top_quantile: [0.1, 0.2, 0.3]}");
    fixture.write("bundle.yaml", "factors: [{name: momentun, weight: 1}]\n");

    Result result = fixture.batch();

    assertEquals(2, result.exitCode(), result::told);
    assertEquals(2, result.err().size(), result::told);
    assertTrue(result.err().get(0).startsWith("batch.yaml:6: base_args.bundle_path: "));
  }

  @Test
  void theDryRunSaysHowEachInputIsReadAndTheManifestOfARunToo() {
    fixture.writeBatch("told", "runs: [{id: only}, {id: other, overrides: {seed: 1}}]");

    Result dryRun = fixture.batch("--dry-run");

    assertEquals(0, dryRun.exitCode(), dryRun::told);
    String prices =
        "  price_file %s: timestamp=timestamp (2015-01-01 to 2016-02-24), symbol=symbol, open=open,"
            + " high=high, low=low, close=close, volume=volume";
    assertEquals(
        1,
        dryRun.out().stream()
            .filter(prices.formatted(directory.resolve("prices.csv"))::equals)
            .count(),
        dryRun::told);
    String bundle = "  bundle_path " + directory.resolve("bundle.yaml") + ": 1.0 returns_1m";
    assertTrue(dryRun.out().contains(bundle), dryRun::told);
    assertFalse(Files.exists(directory.resolve("out")));

    assertEquals(0, fixture.batch().exitCode());
    JsonNode input = fixture.output("told").runManifest(0, "only").get("inputs").get(0);
    assertEquals("price_file", input.get("parameter").asText());
    assertTrue(
        input.get("read_as").asText().startsWith("timestamp=timestamp (2015-01-01 to 2016-02-24)"),
        input::toString);
  }

  @Test
  void aWorkerThatDoesNotSayThatItCanLookIsNotAsked() {
    fixture.writeStubBatch("foreign", "", "good");
    fixture.write("prices.csv", "nothing of use\n");

    Result result = fixture.batch();

    assertEquals(0, result.exitCode(), result::told);
    assertFalse(result.errText().contains("looked at"), result::told);
  }

  @Test
  void aLookThatFailsKeepsNoBatchFromRunning() {
    fixture.makeInspectingWorker("stub.jar", UnrulyWorker.class);
    fixture.write("prices.csv", "timestamp,symbol,close\n2015-01-02,A,100\n");
    fixture.writeConfig("bold", "stub.jar", "", List.of("{id: \"good\"}"));

    Result result = fixture.batch();

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(
        1,
        result.err().stream()
            .filter(line -> line.startsWith("The inputs were not looked at"))
            .count(),
        result::told);
  }

  @Test
  void whatOnlyThePreparationFindsIsToldOnceAndStartsNoRun() {
    fixture.writeBatch("bad", "grid: {top_quantile: [0.1, 0.2, 0.3, 0.4, 0.45, 0.5]}");
    fixture.writePrices("prices.csv", 20, 600);
    String good = BatchOutput.text(directory.resolve("prices.csv"));
    String[] lines = good.split("\n");
    lines[5999] = lines[5999].replaceFirst(",S[0-9]+,", ",S9,1o1");
    fixture.write("prices.csv", String.join("\n", lines) + "\n");

    Result result = fixture.batch();

    assertEquals(1, result.exitCode(), result::told);
    BatchOutput output = fixture.output("bad");
    String problem = directory.resolve("prices.csv") + ":6000: column open: '1o1";
    for (String cause : output.column("cause")) {
      assertEquals("bad_data", cause);
    }
    for (String error : output.column("error")) {
      assertTrue(error.startsWith("Not started, bad data: " + problem), error);
    }
    assertEquals(1, result.err().stream().filter(line -> line.contains(problem)).count());
    assertEquals(1, result.out().stream().filter(line -> line.contains(problem)).count());
    assertTrue(result.out().contains("0 of 6 runs succeeded, 6 failed"), result::told);
    assertFalse(Files.exists(output.run(0, "top_quantile_0_1").resolve("run.log")));

    fixture.write("prices.csv", good);
    Result mended = fixture.batch("--resume");

    assertEquals(0, mended.exitCode(), mended::told);
    assertTrue(mended.out().contains("6 of 6 runs succeeded"), mended::told);
  }

  @Test
  void withoutACacheBadDataStaysThatOfEachRun() {
    fixture.writeBatch("bad", "grid: {top_quantile: [0.1, 0.2, 0.3]}");
    String prices = BatchOutput.text(directory.resolve("prices.csv"));
    String last = prices.lines().reduce((earlier, later) -> later).orElseThrow();
    fixture.write("prices.csv", prices + last + "\n");

    Result result = fixture.batch("--no-cache");

    assertEquals(1, result.exitCode(), result::told);
    BatchOutput output = fixture.output("bad");
    assertEquals(List.of("65", "65", "65"), output.column("exit_code"));
  }
}
