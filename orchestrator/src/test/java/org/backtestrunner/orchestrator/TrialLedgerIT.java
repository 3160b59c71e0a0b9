package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What batches remember of each other, and what that makes of their numbers. */
class TrialLedgerIT {
  /** Three choices, each under two costs. */
  private static final String GRID =
      "grid: {top_quantile: [0.2, 0.3, 0.4], commission_bps: [0, 10]}\n";

  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
  }

  private Path ledger() {
    return directory.resolve("out/trial_ledger.jsonl");
  }

  private List<String> lines() {
    return BatchOutput.text(ledger()).lines().toList();
  }

  private Result run(String batch, String more, String... options) {
    fixture.writeBatch(batch, more);
    Result result = fixture.batch(options);
    assertEquals(0, result.exitCode(), result::told);
    return result;
  }

  private JsonNode ever(String batch) {
    JsonNode ever = fixture.output(batch).summary().at("/trials/1d/ever");
    assertEquals(1, ever.size(), ever::toString);
    return ever.get(0);
  }

  private static int n(JsonNode ever) {
    return ever.get("n").asInt();
  }

  /** The digests with the Sharpe ratios, whatever the order of the lines. */
  private Set<String> trials() {
    return lines().stream()
        .map(line -> line.replaceAll(".*(\"trial\":.*),\"t\":.*", "$1"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void serialParallelResumedAndRerunBatchesCountTheSameTrials() throws IOException {
    run("grid", "max_workers: 1\n" + GRID);
    Set<String> serial = trials();
    assertEquals(3, serial.size());
    assertEquals(3, n(ever("grid")));
    String text = BatchOutput.text(ledger());

    run("grid", "max_workers: 1\n" + GRID, "--rerun");
    assertEquals(text, BatchOutput.text(ledger()));
    assertEquals(3, n(ever("grid")));
    assertEquals(0, ever("grid").get("n_new").asInt());

    Files.delete(ledger());
    run("grid", "max_workers: 2\n" + GRID, "--rerun");
    assertEquals(serial, trials());

    Files.delete(ledger());
    run("grid", "max_workers: 2\n" + GRID, "--rerun", "--only", "*0_2*");
    assertEquals(1, trials().size());
    run("grid", "max_workers: 2\n" + GRID, "--resume");
    assertEquals(serial, trials());
    assertEquals(3, n(ever("grid")));
    assertEquals(3, ever("grid").get("n_batch").asInt());
    assertEquals(2, ever("grid").get("n_new").asInt());
  }

  @Test
  void walkForwardsAreTrialsOfTheirOwnKind() {
    String walk = "grid: {top_quantile: [0.2, 0.3, 0.4]}\nwalk_forward: {in_sample: 60b, ";
    run("walk", walk + "out_of_sample: 20b}\n");
    assertEquals(1, linesOfWalkForwards());
    assertEquals(3, n(ever("walk")));
    assertEquals(deflated("walk", ""), deflated("walk", "_ever"));

    run("walk", walk + "out_of_sample: 20b}\n", "--rerun");
    assertEquals(1, linesOfWalkForwards());

    Result second = run("other", walk + "out_of_sample: 30b}\n");
    assertEquals(2, linesOfWalkForwards());
    assertTrue(second.outText().contains("deflated by 3 trials on prices.csv"), second::told);
    assertTrue(deflated("other", "_ever") > 0);
    assertTrue(deflated("other", "_ever") < deflated("other", ""));
  }

  private double deflated(String batch, String suffix) {
    String member = "/walk_forward/0/deflated_sharpe" + suffix;
    return fixture.output(batch).summary().at(member).asDouble();
  }

  @Test
  void costsAreNoChoiceSoTheWalkForwardsUnderBothAreOneTrial() {
    String walk = "walk_forward: {for_each: [commission_bps], in_sample: 60b, out_of_sample: 20b}";
    run("walk", GRID + walk + "\n");

    assertEquals(2, fixture.output("walk").summary().get("walk_forward").size());
    assertEquals(1, linesOfWalkForwards());
  }

  private long linesOfWalkForwards() {
    return lines().stream().filter(line -> line.contains("\"kind\":\"walk_forward\"")).count();
  }

  @Test
  void aSecondBatchIsDeflatedByTheTrialsOfTheFirstToo() {
    run("first", GRID);
    Result second = run("second", "grid: {top_quantile: [0.4, 0.5]}\n");

    assertEquals(4, n(ever("second")));
    assertEquals(2, ever("second").get("n_batch").asInt());
    assertEquals(1, ever("second").get("n_new").asInt());
    assertEquals(4, ever("second").get("n_same_data").asInt());
    assertEquals("prices.csv", ever("second").get("family").asText());
    assertTrue(
        second.outText().contains("deflated by 4 trials on prices.csv since 2"), second::told);
    assertTrue(second.outText().contains(" (2 in this batch): 0."), second::told);
    assertFalse(second.outText().contains("earlier batches"), second::told);
    JsonNode families = fixture.output("second").manifest().at("/trial_ledger/families");
    assertEquals(3, families.get(0).get("trials_before").asInt());
    assertEquals(4, families.get(0).get("trials_after").asInt());
    for (JsonNode run : fixture.output("second").summary().get("runs")) {
      double ofBatch = run.at("/metrics/deflated_sharpe").asDouble();
      double ever = run.at("/metrics/deflated_sharpe_ever").asDouble();
      assertEquals(
          fixture.output("second").row(run.get("run_id").asText()).get("deflated_sharpe_ever"),
          "%.4f".formatted(ever));
      assertTrue(ever > 0 && ever < 1 && ever != ofBatch, run::toString);
      String own = "\"trial\":\"" + run.get("trial").asText() + "\"";
      assertEquals(1, lines().stream().filter(line -> line.contains(own)).count());
    }
    String report =
        BatchOutput.text(fixture.output("second").directory().resolve("batch_report.md"));
    assertTrue(report.contains("counting 4 trials on this data since 2"), report);
    assertTrue(report.contains("\n\nOnly this batch is counted.\n\n"), report);

    Result again = CommandLineRun.call(directory, "report", "out/second");

    assertEquals(0, again.exitCode(), again::told);
    assertEquals(
        report, BatchOutput.text(fixture.output("second").directory().resolve("batch_report.md")));
  }

  @Test
  void aLedgerThatIsOffIsNeitherMadeNorMentioned() {
    Result result = run("off", "trial_ledger: off\n" + GRID);

    assertFalse(Files.exists(ledger()));
    assertEquals(Set.of(""), Set.copyOf(fixture.output("off").column("deflated_sharpe_ever")));
    assertTrue(fixture.output("off").summary().at("/trials/1d/ever").isMissingNode());
    assertTrue(fixture.output("off").manifest().get("trial_ledger").isNull());
    assertTrue(result.outText().contains("earlier batches on the same data"), result::told);
  }

  @Test
  void batchesShareALedgerElsewhereUnderANameThatHidesThePath() {
    String shared = "trial_ledger: shared/ledger.jsonl\ntrial_family: us_equities\n";
    run("one", shared + "grid: {top_quantile: [0.2, 0.3]}\n");
    run("other", shared + "grid: {top_quantile: [0.3, 0.4]}\n", "--output-root", "elsewhere");

    assertFalse(Files.exists(ledger()));
    String text = BatchOutput.text(directory.resolve("shared/ledger.jsonl"));
    assertEquals(3, text.lines().count());
    assertFalse(text.contains("prices.csv") || text.contains(directory.toString()), text);
    Result listed = CommandLineRun.call(directory, "trials", "--ledger", "shared/ledger.jsonl");
    assertEquals(0, listed.exitCode(), listed::told);
    assertTrue(listed.out().get(1).matches("us_equities +1d +run +3 +2 +2.*"), listed::told);
    Result json =
        CommandLineRun.call(
            directory, "trials", "--ledger", "shared/ledger.jsonl", "--format", "json");
    assertTrue(json.outText().contains("\"trials\" : 3,"), json::told);
  }

  @Test
  void otherDataAreAnotherFamilyOfWhichTheBatchSaysThatItIsNew() throws IOException {
    Result first = run("first", GRID);
    assertFalse(first.errText().contains("first batch of family"), first::told);
    Files.copy(directory.resolve("prices.csv"), directory.resolve("renamed.csv"));

    Result renamed = run("renamed", "runs: [{id: a, overrides: {price_file: ././renamed.csv}}]\n");

    assertTrue(
        renamed
            .errText()
            .contains(
                "first batch of family renamed.csv in this ledger; if it continues another, set"
                    + " trial_family"),
        renamed::told);
    assertEquals(1, n(ever("renamed")));
  }

  @Test
  void appendedDataKeepTheTrialsOfBefore() throws IOException {
    run("first", GRID);
    fixture.writeBatch("second", "grid: {top_quantile: [0.2]}\n");
    fixture.writePrices("prices.csv", 8, 320);

    assertEquals(0, fixture.batch().exitCode());

    assertEquals(3, n(ever("second")));
    assertEquals(1, ever("second").get("n_same_data").asInt());
  }

  @Test
  void aLineThatCannotBeReadCostsTheColumnAndNothingElse() {
    fixture.write("out/trial_ledger.jsonl", "no JSON\n");

    Result result = run("grid", GRID);

    assertTrue(
        result
            .errText()
            .contains(
                "trial_ledger.jsonl:1: not readable; deflated_sharpe_ever is left out until the"
                    + " line is repaired or removed"),
        result::told);
    assertEquals(List.of("no JSON"), lines());
    assertEquals(Set.of(""), Set.copyOf(fixture.output("grid").column("deflated_sharpe_ever")));
    Result listed = CommandLineRun.call(directory, "trials", "--output-root", "out");
    assertEquals(4, listed.exitCode(), listed::told);
    assertTrue(listed.errText().contains("trial_ledger.jsonl:1: not readable"), listed::told);
  }
}
