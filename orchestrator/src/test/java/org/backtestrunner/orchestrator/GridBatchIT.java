package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contentHash;
import static org.backtestrunner.orchestrator.BatchOutput.keys;
import static org.backtestrunner.orchestrator.BatchOutput.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;

/** What a grid of twelve real backtests was planned as, how it ended, and what is told of it. */
class GridBatchIT extends GridBatch {
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
}
