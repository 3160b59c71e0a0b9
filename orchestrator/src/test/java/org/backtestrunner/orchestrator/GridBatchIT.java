package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contentHash;
import static org.backtestrunner.orchestrator.BatchOutput.contents;
import static org.backtestrunner.orchestrator.BatchOutput.keys;
import static org.backtestrunner.orchestrator.BatchOutput.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grid of twelve real backtests, all of which succeed, and everything it leaves. */
class GridBatchIT {
  private static final List<String> EXPOSURES = List.of("0.6", "0.8", "1.0", "1.2");
  private static final List<String> COMMISSIONS = List.of("0.0", "0.5", "1.0");

  @TempDir private static Path directory;
  private static BatchFixture fixture;
  private static Result result;
  private static BatchOutput output;

  @BeforeAll
  static void runTheGrid() {
    fixture = new BatchFixture(directory);
    fixture.writeBatch(
        "grid",
        """
        grid:
          max_gross_exposure: [0.6, 0.8, 1.0, 1.2]
          commission_bps: [0.0, 0.5, 1.0]
        """);
    result = fixture.batch();
    output = fixture.output("grid");
    assertEquals(0, result.exitCode(), result::told);
  }

  private static List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (String exposure : EXPOSURES) {
      for (String commission : COMMISSIONS) {
        ids.add(
            "max_gross_exposure_%s_commission_bps_%s"
                .formatted(exposure.replace('.', '_'), commission.replace('.', '_')));
      }
    }
    return ids;
  }

  @Test
  void everyRunHasItsRowWithTheNameOfItsValuesAndTheLastAxisFastest() {
    assertEquals("max_gross_exposure_0_6_commission_bps_0_0", ids().get(0));
    assertEquals("max_gross_exposure_1_2_commission_bps_1_0", ids().get(11));
    assertEquals(ids(), output.column("run_id"));
    assertEquals(Set.of("success"), Set.copyOf(output.column("status")));
    for (int i = 0; i < 12; i++) {
      Map<String, String> row = output.rows().get(i);
      assertEquals(EXPOSURES.get(i / 3), row.get("param.max_gross_exposure"));
      assertEquals(COMMISSIONS.get(i % 3), row.get("param.commission_bps"));
      assertEquals("grid_search", row.get("tags"));
      assertEquals("multifactor_long_short", row.get("strategy"));
      assertEquals(
          List.of("", "", "0", "1"), cells(row, "error", "cause", "exit_code", "attempts"));
    }
  }

  private static List<String> cells(Map<String, String> row, String... columns) {
    return List.of(columns).stream().map(row::get).toList();
  }

  @Test
  void theTwelveResultsDiffer() {
    Set<String> curves = new TreeSet<>();
    for (int i = 0; i < 12; i++) {
      curves.add(text(output.run(i, ids().get(i)).resolve("backtest/portfolio_equity_1d.csv")));
    }
    assertEquals(12, curves.size());
    assertEquals(12, Set.copyOf(output.column("params_hash")).size());
    assertEquals(12, Set.copyOf(output.column("final_equity")).size());
  }

  @Test
  void everyFileOfTheContractIsThereAndNothingElse() {
    Set<String> expected =
        new TreeSet<>(
            List.of(
                "batch_config.yaml",
                "batch_manifest.json",
                "batch_report.html",
                "batch_report.md",
                "batch_statistics.json",
                "batch_summary.csv",
                "batch_summary.json",
                "best_params.json",
                "sensitivity.csv",
                kept("batch.yaml"),
                kept("bundle.yaml")));
    for (int i = 0; i < 12; i++) {
      String run = "runs/%04d_%s/".formatted(i, ids().get(i));
      expected.addAll(List.of(run + "worker.args", run + "run.log", run + "run_manifest.json"));
      expected.add(run + "backtest/portfolio_equity_1d.csv");
      expected.add(run + "backtest/orders_1d.csv");
      expected.add(run + "backtest/positions_1d.csv");
    }
    assertEquals(expected, contents(output.directory()).keySet());
    assertEquals(
        text(directory.resolve("batch.yaml")),
        text(output.directory().resolve("batch_config.yaml")));
  }

  private static String kept(String input) {
    return "inputs/" + contentHash(directory.resolve(input)).substring(0, 16) + "-" + input;
  }

  @Test
  void theSummaryHasTheColumnsOfTheContractInItsOrder() {
    List<String> columns = output.columns();
    assertEquals(
        List.of(
            ("run_id,status,strategy,params_hash,start_date,end_date,sharpe,deflated_sharpe,max_dd,"
                    + "max_dd_pct,turnover,runtime_sec,error")
                .split(",")),
        columns.subList(0, 13));
    List<String> further =
        List.of(
            ("cause,exit_code,attempts,total_return,cagr,volatility,sortino,calmar,final_equity,"
                    + "orders,cpu_sec,peak_rss_mb,tags")
                .split(","));
    assertTrue(columns.containsAll(further), columns::toString);
    assertEquals(
        List.of("param.max_gross_exposure", "param.commission_bps"),
        columns.stream().filter(column -> column.startsWith("param.")).toList());
  }

  @Test
  void theSummaryRoundsAsTheContractSays() {
    for (Map<String, String> row : output.rows()) {
      for (String column : List.of("sharpe", "deflated_sharpe")) {
        assertTrue(row.get(column).matches("-?[0-9]+\\.[0-9]{4}"), row::toString);
      }
      for (String column : List.of("max_dd", "max_dd_pct", "turnover")) {
        assertTrue(row.get(column).matches("-?[0-9]+\\.[0-9]{2}"), row::toString);
      }
      assertTrue(row.get("runtime_sec").matches("[0-9]+\\.[0-9]{3}"), row::toString);
      // 1 March 2015 was a Sunday; the prices end before the requested last day.
      assertEquals("2015-03-02", row.get("start_date"));
      assertEquals("2015-12-31", row.get("end_date"));
    }
  }

  @Test
  void theBatchManifestIsFinishedAndComplete() {
    JsonNode manifest = output.manifest();
    List<String> required =
        List.of(
            ("schema_version,batch_name,description,started_at,finished_at,total_runtime_sec,"
                    + "config_hash,git_commit_hash,git_dirty,seed,max_workers,fail_fast,output_root,"
                    + "base_args,expanded_runs,run_results_summary,versions,config_file,"
                    + "command_line,state")
                .split(","));
    assertTrue(keys(manifest).containsAll(required), manifest::toString);
    assertEquals("finished", manifest.get("state").asText());
    assertEquals(12, manifest.get("expanded_runs").size());
    assertEquals(42, manifest.get("seed").asInt());
    assertEquals(4, manifest.get("max_workers").asInt());
    assertEquals(
        contentHash(directory.resolve("batch.yaml")), manifest.get("config_hash").asText());
    JsonNode counts = manifest.get("run_results_summary");
    assertEquals(12, counts.get("total_runs").asInt());
    assertEquals(12, counts.get("success_count").asInt());
    assertEquals(0, counts.get("failed_count").asInt());
    assertEquals(0, counts.get("timeout_count").asInt());
    assertEquals(0, counts.get("skipped_count").asInt());
    List<String> runIds = new ArrayList<>();
    counts.get("run_ids").forEach(id -> runIds.add(id.asText()));
    assertEquals(ids(), runIds);
    assertEquals(
        Set.of("java", "orchestrator", "worker", "os"), Set.copyOf(keys(manifest.get("versions"))));
    assertTrue(manifest.get("started_at").asText().endsWith("Z"), manifest::toString);
  }

  @Test
  void everyRunManifestIsCompleteAndTellsTheHashesOfItsFiles() {
    for (int i = 0; i < 12; i++) {
      JsonNode manifest = output.runManifest(i, ids().get(i));
      List<String> required =
          List.of(
              ("schema_version,run_id,run_index,status,cause,started_at,finished_at,runtime_sec,"
                      + "config_hash,git_commit_hash,run_spec,base_args,parameters,inputs,command,"
                      + "exit_code,attempts,cpu_sec,peak_rss_mb,artifacts,metrics,warnings,error,"
                      + "host,versions")
                  .split(","));
      assertTrue(keys(manifest).containsAll(required), manifest::toString);
      assertEquals(
          List.of("bundle_path", "start_date", "end_date", "tags", "overrides"),
          keys(manifest.get("run_spec")));
      assertEquals(ids().get(i), manifest.get("run_id").asText());
      assertEquals(i, manifest.get("run_index").asInt());
      assertEquals("success", manifest.get("status").asText());
      assertEquals(output.rows().get(i).get("params_hash"), manifest.get("config_hash").asText());
      assertEquals(COMMISSIONS.get(i % 3), manifest.at("/parameters/commission_bps").asText());
      assertEquals(2, manifest.get("inputs").size());
      for (JsonNode input : manifest.get("inputs")) {
        assertFileIs(input, Path.of(input.get("path").asText()));
      }
      assertEquals(3, manifest.get("artifacts").size());
      for (JsonNode artifact : manifest.get("artifacts")) {
        assertFileIs(artifact, output.run(i, ids().get(i)).resolve(artifact.get("path").asText()));
      }
    }
  }

  private static void assertFileIs(JsonNode entry, Path file) {
    assertTrue(Files.isRegularFile(file), file::toString);
    assertEquals(contentHash(file), entry.get("sha256").asText());
    assertEquals(file.toFile().length(), entry.get("bytes").asLong());
  }

  @Test
  void theJsonSummaryHoldsEveryRunInFullPrecisionAndTheTrials() {
    JsonNode summary = output.summary();
    assertTrue(
        keys(summary)
            .containsAll(List.of("schema_version", "batch_name", "counts", "runs", "trials")));
    assertEquals(12, summary.get("runs").size());
    assertEquals(List.of("1d"), keys(summary.get("trials")));
    JsonNode trials = summary.at("/trials/1d");
    assertEquals(12, trials.get("n").asInt());
    for (String key :
        List.of("sharpe_variance", "expected_max_sharpe", "expected_max_sharpe_per_period")) {
      assertTrue(trials.get(key).isDouble(), trials::toString);
    }
    double perPeriod = trials.get("expected_max_sharpe_per_period").asDouble();
    assertEquals(perPeriod * Math.sqrt(252), trials.get("expected_max_sharpe").asDouble(), 1e-12);
    for (int i = 0; i < 12; i++) {
      JsonNode run = summary.get("runs").get(i);
      List<String> curve =
          text(output.run(i, ids().get(i)).resolve("backtest/portfolio_equity_1d.csv"))
              .lines()
              .toList();
      String last = curve.get(curve.size() - 1);
      assertEquals(
          Double.parseDouble(last.split(",")[1]), run.at("/metrics/final_equity").asDouble());
      long orders =
          text(output.run(i, ids().get(i)).resolve("backtest/orders_1d.csv")).lines().count() - 1;
      assertEquals(orders, run.at("/metrics/orders").asLong());
      assertEquals(
          Double.parseDouble(output.rows().get(i).get("sharpe")),
          run.at("/metrics/sharpe").asDouble(),
          0.00005);
    }
  }

  @Test
  void standardOutputEndsWithTheTableAndThePathOfTheSummary() {
    assertTrue(result.out().get(0).startsWith("run_id"), result::told);
    for (String id : ids()) {
      assertTrue(result.out().stream().anyMatch(line -> line.startsWith(id + " ")), result::told);
    }
    assertTrue(result.out().contains("12 of 12 runs succeeded"), result::told);
    assertEquals(
        "Summary: " + output.directory().resolve("batch_summary.csv"),
        result.out().get(result.out().size() - 1));
  }

  @Test
  void theHealthCheckIsContent() {
    Result health = fixture.checkHealth();
    assertEquals(0, health.exitCode(), health::told);
    assertEquals(4, health.out().size(), health::told);
    assertTrue(health.out().get(0).matches("batch_latest_status +OK +12/12 .*"), health::told);
    assertTrue(health.out().get(1).matches("batch_failure_rate +OK +0\\.0000 .*"), health::told);
    assertTrue(health.out().get(2).matches("batch_missing_manifests +OK +0/12 .*"), health::told);
    assertTrue(health.out().get(3).matches("batch_warnings +OK +0/12 .*"), health::told);
  }

  @Test
  void whatIsWrittenIsUtf8TextWithPlainLineEnds() {
    Set<String> texts =
        contents(output.directory()).keySet().stream()
            .map(name -> text(output.directory().resolve(name)))
            .collect(Collectors.toSet());
    for (String text : texts) {
      assertTrue(text.endsWith("\n"), text);
      assertFalse(text.contains("\r"), text);
      assertFalse(text.contains("NaN"), text);
    }
  }
}
