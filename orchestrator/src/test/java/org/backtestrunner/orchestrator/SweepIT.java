package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.shared.file.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps from the command line: what is planned, what is executed, and what files tell of it. */
class SweepIT {
  private static final List<String> IDS =
      List.of(
          "first",
          "row",
          "wide_costs_free_top_quantile_0_1",
          "wide_costs_free_top_quantile_0_2",
          "wide_costs_dear_top_quantile_0_1",
          "wide_costs_dear_top_quantile_0_2");

  @TempDir private Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void batch() {
    fixture = new BatchFixture(directory);
    fixture.write("trials.csv", "id,tags,top_quantile\nrow,mine,0.3\n");
    fixture.writeBatch(
        "sweep",
        """
        runs: [{id: first, overrides: {rebalance_freq: W}}]
        runs_file: trials.csv
        grids:
          wide:
            costs: {free: {commission_bps: 0}, dear: {commission_bps: 9}}
            top_quantile: {from: 0.1, to: 0.3, step: 0.1}
            tags: [zoom]
            where: "top_quantile < 0.3"
        """);
  }

  @Test
  void aQuietDryRunCountsAndListsNothing() {
    Result result = fixture.batch("--dry-run", "-q", "--max-workers", "2", "--tag", "zoom");

    assertEquals(0, result.exitCode(), result::told);
    assertTrue(result.out().get(0).startsWith("Batch sweep: 6 runs, 2 at once"), result::told);
    assertEquals(
        List.of(
            "  runs           1",
            "  runs_file      1",
            "  grids.wide     4  of 6; 2 left out: 2 by where \"top_quantile < 0.3\"",
            "  selected: 4 of 6"),
        result.out().subList(1, result.out().size()));
  }

  @Test
  void whatIsNotSelectedKeepsItsPlaceAndItsResult() throws Exception {
    Result first = fixture.batch("--only", "*_0_1", "--only", "row", "--exclude", "*dear*");

    assertEquals(0, first.exitCode(), first::told);
    BatchOutput output = fixture.output("sweep");
    assertEquals(IDS, output.column("run_id"));
    assertEquals(
        List.of("skipped", "success", "success", "skipped", "skipped", "skipped"),
        output.column("status"));
    assertEquals(
        List.of("not_selected", "", "", "not_selected", "not_selected", "not_selected"),
        output.column("cause"));
    assertEquals(List.of("", "", "free", "free", "dear", "dear"), output.column("label.costs"));

    Result second = fixture.batch("--resume", "--tag", "zoom", "--set", "seed=3");

    assertEquals(0, second.exitCode(), second::told);
    assertEquals(List.of("not_selected", "", "", "", "", ""), output.column("cause"), second::told);
    assertEquals(
        List.of("", "1", "1", "1", "1", "1"),
        output.column("attempts").stream().map(n -> n.equals("0") ? "" : n).toList());
    assertFalse(Files.exists(directory.resolve("out/sweep/runs/.superseded")));
    assertTrue(second.outText().contains("(2 kept from before)"), second::told);

    Result last = fixture.batch("--resume");

    assertEquals(0, last.exitCode(), last::told);
    assertEquals(List.of("", "", "", "", "", ""), output.column("cause"));
  }

  @Test
  void theManifestsTellWhatWasSwept() throws Exception {
    Result result =
        fixture.batch("--tag", "mine", "--exclude", "first", "--set", "commission_bps=5");

    assertEquals(0, result.exitCode(), result::told);
    BatchOutput output = fixture.output("sweep");
    JsonNode manifest = output.manifest();
    Path trials = directory.resolve("trials.csv");
    assertEquals(
        "[{\"source\":\"grids.wide\",\"combinations\":6,\"left_out\":"
            + "[{\"where\":\"top_quantile < 0.3\",\"count\":2}],\"sample\":null,\"globs\":[],"
            + "\"runs\":4}]",
        manifest.get("sweep").toString());
    assertEquals("{\"commission_bps\":\"5\"}", manifest.get("settings").toString());
    assertEquals(
        "{\"only\":[],\"exclude\":[\"first\"],\"tags\":[\"mine\"]}",
        manifest.get("selection").toString());
    assertEquals(
        "[{\"key\":\"runs_file\",\"path\":\"%s\",\"sha256\":\"%s\",\"bytes\":34}]"
            .formatted(trials, Sha256.of(Files.readAllBytes(trials))),
        manifest.get("config_inputs").toString());
    assertEquals("5", manifest.at("/base_args/commission_bps").asText());
    JsonNode row = output.runManifest(1, "row");
    assertEquals("runs_file:2", row.at("/source").asText());
    assertEquals("5", row.at("/parameters/commission_bps").asText());
    JsonNode wide = output.runManifest(5, "wide_costs_dear_top_quantile_0_2");
    assertEquals("grids.wide", wide.at("/source").asText());
    assertEquals("{\"costs\":\"dear\"}", wide.get("labels").toString());
    assertEquals("9", wide.at("/parameters/commission_bps").asText());
    assertEquals(wide.get("labels"), manifest.get("expanded_runs").get(5).get("labels"));
  }

  @Test
  void aMistakeOfTheCommandLineStartsNothing() {
    for (String[] options :
        new String[][] {
          {"--only", "x*", "--only 'x*' matches no run; ids begin with first"},
          {"--set", "seed", "--set takes KEY=VALUE, such as commission_bps=5, not 'seed'"},
          {"--set", "ema_fst=3", "--set ema_fst=3: unknown parameter; did you mean ema_fast?"},
        }) {
      Result result = fixture.batch(options[0], options[1]);
      assertEquals(2, result.exitCode(), result::told);
      assertTrue(result.errText().contains(options[2]), result::told);
      assertFalse(Files.exists(directory.resolve("out")));
    }
  }
}
