package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.backtestrunner.orchestrator.reference.BatchReference;
import org.backtestrunner.orchestrator.reference.Comparison;
import org.junit.jupiter.api.io.TempDir;

/** A directory for batches of which the statistics count. */
abstract class StatisticsBatches {
  static final List<String> FILES =
      List.of("batch_statistics.json", "best_params.json", "batch_report.md");

  @TempDir Path directory;

  BatchFixture fixture() {
    return new BatchFixture(directory);
  }

  Path write(String name, int symbols, int days, String end, String more) {
    BatchFixture fixture = fixture();
    fixture.writePrices("prices.csv", symbols, days);
    fixture.writeBundle("bundle.yaml");
    fixture.write(
        "batch.yaml",
        """
        batch_name: "%s"
        description: "A | test of `statistics`, see https://example.org"
        output_root: "out"
        max_workers: 2
        runs_per_jvm: unlimited
        base_args:
          strategy: "multifactor_long_short"
          price_file: "prices.csv"
          bundle_path: "bundle.yaml"
          start_date: "2015-03-01"
          end_date: "%s"
        %s"""
            .formatted(name, end, more));
    return directory.resolve("out").resolve(name);
  }

  static void assertFiguresOf(Path batch) {
    BatchReference reference = new BatchReference(batch);
    Comparison.assertSame(
        reference.statistics(), BatchOutput.json(batch.resolve("batch_statistics.json")));
    Comparison.assertSame(
        reference.bestParameters(), BatchOutput.json(batch.resolve("best_params.json")));
    List<List<Object>> rows = reference.sensitivity();
    assertEquals(!rows.isEmpty(), Files.exists(batch.resolve("sensitivity.csv")));
    if (!rows.isEmpty()) {
      Comparison.assertSameRows(rows, cells(batch.resolve("sensitivity.csv")));
    }
    Map<String, Map<String, Double>> comparisons = reference.comparisons();
    BatchOutput.json(batch.resolve("batch_summary.json"))
        .get("runs")
        .forEach(
            run ->
                Comparison.assertMembers(
                    comparisons.get(run.get("run_id").asText()), run.get("metrics")));
    assertTrue(
        BatchOutput.text(batch.resolve("batch_report.md"))
            .contains(
                BatchOutput.json(batch.resolve("batch_statistics.json"))
                    .get("verdict")
                    .get("sentence")
                    .asText()
                    .split(":")[0]));
  }

  static List<List<String>> cells(Path file) {
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
      List<List<String>> rows = new ArrayList<>();
      for (CSVRecord row : parser) {
        rows.add(row.toList());
      }
      assertEquals(
          "grid,axis,value,metric,n,mean,median,std,min,max,best_run_id,eta_squared",
          String.join(",", rows.remove(0)));
      return rows;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
