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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The files that a grid of twelve real backtests leaves. */
class GridBatchFilesIT extends GridBatch {
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
