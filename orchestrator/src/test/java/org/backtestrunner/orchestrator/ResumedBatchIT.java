package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.listing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that is finished keeps what is good and runs the rest, and nothing else. */
class ResumedBatchIT {
  private static final String GRID = "grid: {max_gross_exposure: [%s]}\n";

  @TempDir Path directory;
  private BatchFixture fixture;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    output = fixture.output("long");
  }

  private Map<String, String> results(int index, String exposure) {
    return listing(output.run(index, "max_gross_exposure_" + exposure).resolve("backtest"));
  }

  @Test
  void aGridThatGrewRunsOnlyItsNewValuesAndDeflatesByAllOfThem() {
    fixture.writeBatch("long", GRID.formatted("0.5, 1"));
    assertEquals(0, fixture.batch().exitCode());
    Map<String, String> half = results(0, "0_5");
    Map<String, String> full = results(1, "1");

    fixture.writeBatch("long", GRID.formatted("0.25, 0.5, 1"));
    Result plan = fixture.batch("--resume", "--dry-run");
    assertEquals(
        List.of(false, true, true),
        plan.out().subList(1, 4).stream().map(line -> line.endsWith("[kept]")).toList());
    Result resumed = fixture.batch("--resume");

    assertEquals(0, resumed.exitCode(), resumed::told);
    assertEquals(
        List.of("max_gross_exposure_0_25", "max_gross_exposure_0_5", "max_gross_exposure_1"),
        output.column("run_id"));
    assertEquals(half, results(1, "0_5"));
    assertEquals(full, results(2, "1"));
    assertEquals(3, output.summary().at("/trials/1d/n").asInt());

    Result fresh = fixture.batch("--output-root", "fresh");
    assertEquals(0, fresh.exitCode(), fresh::told);
    BatchOutput anew = new BatchOutput(directory.resolve("fresh/long"));
    for (String column : List.of("run_id", "sharpe", "deflated_sharpe", "turnover", "orders")) {
      assertEquals(anew.column(column), output.column(column), column);
    }
  }

  private List<String> verdicts() {
    return verdicts(fixture.batch("--resume", "--dry-run"));
  }

  private static List<String> verdicts(Result plan) {
    assertEquals(0, plan.exitCode(), plan::told);
    return plan.out().stream()
        .filter(line -> line.endsWith("]"))
        .map(line -> line.substring(line.indexOf('[')))
        .toList();
  }

  @Test
  void aResultIsTakenOverWhateverItsIdTagsAndSpellingWere() {
    fixture.writeBatch("long", GRID.formatted("0.5, 1"));
    assertEquals(0, fixture.batch().exitCode());
    Map<String, String> half = results(0, "0_5");
    Map<String, String> full = results(1, "1");

    fixture.writeBatch("long", "grid: {max_gross_exposure: [0.50, 1.0], spread_bps: [0, 3]}\n");
    assertEquals(
        List.of(
            "[kept]",
            "[to run: no earlier result has these parameters; nearest: "
                + "0000_max_gross_exposure_0_5, which differs in spread_bps (0, now 3)]",
            "[kept]",
            "[to run: no earlier result has these parameters; nearest: "
                + "0001_max_gross_exposure_1, which differs in spread_bps (0, now 3)]"),
        verdicts());
    Result grown = fixture.batch("--resume");
    assertEquals(0, grown.exitCode(), grown::told);
    assertTrue(grown.out().contains("4 of 4 runs succeeded (2 kept from before)"), grown::told);
    assertEquals(half, results(0, "0_50_spread_bps_0"));
    assertEquals(full, results(2, "1_0_spread_bps_0"));

    fixture.writeBatch(
        "long", "runs:\n  - {id: whole, tags: [mine], overrides: {max_gross_exposure: 1.00}}\n");
    assertEquals(List.of("[kept]"), verdicts());
    Result single = fixture.batch("--resume");
    assertEquals(0, single.exitCode(), single::told);
    assertEquals(full, listing(output.run(0, "whole").resolve("backtest")));
    assertEquals("whole", output.runManifest(0, "whole").get("run_id").asText());
    assertEquals("mine", output.runManifest(0, "whole").at("/run_spec/tags/0").asText());
    assertEquals(3, superseded().size());

    fixture.writeBatch("long", GRID.formatted("1, 0.5"));
    assertEquals(List.of("[kept]", "[kept]"), verdicts());
    Result back = fixture.batch("--resume");
    assertEquals(0, back.exitCode(), back::told);
    assertEquals(full, results(0, "1"));
    assertEquals(half, results(1, "0_5"));
    assertEquals(2, superseded().size());
    Result fresh = fixture.batch("--output-root", "fresh");
    assertEquals(0, fresh.exitCode(), fresh::told);
    BatchOutput anew = new BatchOutput(directory.resolve("fresh/long"));
    for (String column : List.of("run_id", "params_hash", "sharpe", "turnover")) {
      assertEquals(anew.column(column), output.column(column), column);
    }
  }

  @Test
  void aRunWhoseInputOrResultChangedIsRunAgain() throws Exception {
    fixture.writeBatch("long", GRID.formatted("0.5, 1"));
    assertEquals(0, fixture.batch().exitCode());
    Map<String, String> full = results(1, "1");
    Path curve =
        output.run(0, "max_gross_exposure_0_5").resolve("backtest/portfolio_equity_1d.csv");
    String whole = BatchOutput.text(curve);
    Files.writeString(curve, whole.substring(0, whole.length() / 2));

    assertEquals(0, fixture.batch("--resume").exitCode());
    assertEquals(whole, BatchOutput.text(curve));
    assertEquals(full, results(1, "1"));

    fixture.writePrices("prices.csv", 9, 300);
    Result resumed = fixture.batch("--resume", "-v");
    assertEquals(0, resumed.exitCode(), resumed::told);
    assertNotEquals(whole, BatchOutput.text(curve));
    assertNotEquals(full, results(1, "1"));
  }

  @Test
  void whatFailedOrWasSkippedIsRunAgain() {
    fixture.writeStubBatch("long", "max_workers: 1\nfail_fast: true", "good-1", "data", "good-2");
    assertEquals(3, fixture.batch().exitCode());
    assertEquals(List.of("success", "failed", "skipped"), output.column("status"));
    Map<String, String> kept = listing(output.run(0, "good-1").resolve("backtest"));

    Result resumed = fixture.batch("--resume", "--retries", "1");

    assertEquals(3, resumed.exitCode(), resumed::told);
    assertEquals(List.of("success", "failed", "skipped"), output.column("status"));
    assertEquals(List.of("0001_data"), superseded());
    fixture.writeStubBatch("long", "", "good-1", "good-2");
    Result finished = fixture.batch("--resume");
    assertEquals(0, finished.exitCode(), finished::told);
    assertTrue(
        finished.out().contains("2 of 2 runs succeeded (1 kept from before)"), finished::told);
    assertEquals(List.of("good-1", "good-2"), output.column("run_id"));
    assertEquals(kept, listing(output.run(0, "good-1").resolve("backtest")));
    assertEquals(List.of("0001_data", "0001_data.2"), superseded());
  }

  @Test
  void ofARunThatWasNeverStartedWhatSomebodyElseHasPutThereIsNotLost() {
    fixture.writeStubBatch("long", "max_workers: 1\nfail_fast: true", "data", "good-1", "good-2");
    assertEquals(3, fixture.batch().exitCode());
    fixture.write("out/long/runs/0001_good-1/notes.txt", "mine");

    fixture.writeStubBatch("long", "", "good-2", "good-1");
    Result resumed = fixture.batch("--resume");

    assertEquals(0, resumed.exitCode(), resumed::told);
    assertEquals(List.of("0000_data", "0001_good-1"), superseded());
    Path notes = output.directory().resolve("runs/.superseded/0001_good-1/notes.txt");
    assertEquals("mine", BatchOutput.text(notes));
  }

  private List<String> superseded() {
    String[] names = output.directory().resolve("runs/.superseded").toFile().list();
    return names == null ? List.of() : Stream.of(names).sorted().toList();
  }

  @Test
  void aDeletedManifestOfTheBatchIsWrittenAgain() throws Exception {
    fixture.writeStubBatch("long", "", "good-1", "good-2");
    assertEquals(0, fixture.batch().exitCode());
    Map<String, String> kept = listing(output.run(0, "good-1").resolve("backtest"));
    Files.delete(output.directory().resolve("batch_manifest.json"));

    Result rerun = fixture.batch("--rerun");
    for (Result refused : List.of(fixture.batch("--serial"), rerun)) {
      assertEquals(2, refused.exitCode(), refused::told);
      assertTrue(
          refused.errText().contains("2 ended runs, but no batch_manifest.json"), refused::told);
    }
    assertEquals(rerun.err(), fixture.batch("--rerun", "--dry-run").err());
    String notice = "batch_manifest.json is missing in " + output.directory();
    Result plan = fixture.batch("--resume", "--dry-run");
    assertTrue(plan.errText().contains(notice), plan::told);
    assertEquals(List.of("[kept]", "[kept]"), verdicts(plan));
    Result resumed = fixture.batch("--resume");

    assertEquals(0, resumed.exitCode(), resumed::told);
    assertTrue(resumed.errText().contains(notice), resumed::told);
    assertEquals(kept, listing(output.run(0, "good-1").resolve("backtest")));
    assertEquals("finished", output.manifest().get("state").asText());
  }

  @Test
  void aDryRunRefusesToResumeWhatTheRealRunRefuses() {
    fixture.writeStubBatch("long", "", "good");
    fixture.write("out/long/thesis.txt", "years of work");

    Result plan = fixture.batch("--resume", "--dry-run");

    assertEquals(2, plan.exitCode(), plan::told);
    assertEquals(fixture.batch("--resume").err(), plan.err());
  }

  @Test
  void aBatchThatIsNotThereIsBegun() {
    fixture.writeStubBatch("long", "", "good");

    Result result = fixture.batch("--resume");

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(List.of("success"), output.column("status"));
  }
}
