package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contents;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same prices as CSV, as Parquet and as a directory, in one batch of the packaged program. */
class PriceFormsIT {
  private static final Path RESOURCES =
      CommandLineRun.HOME.resolve("backtest-worker/src/test/resources/parquet");

  @TempDir Path directory;

  @Test
  void everyFormOfThePricesGivesTheSameFiles() throws IOException {
    BatchFixture fixture = new BatchFixture(directory);
    List<String> lines = Files.readAllLines(RESOURCES.resolve("prices.csv"));
    fixture.write("store/one.csv", String.join("\n", lines.subList(0, 50)));
    fixture.write("store/two.csv", lines.get(0) + "\n" + String.join("\n", lines.subList(50, 121)));
    for (String name : List.of("prices.csv", "duckdb_zstd_v2.parquet")) {
      Files.copy(RESOURCES.resolve(name), directory.resolve(name));
    }
    Path store = directory.resolve("store");
    fixture.write(
        "batch.yaml",
        """
        batch_name: "forms"
        output_root: "out"
        base_args:
          strategy: "trend_baseline"
          start_date: "2020-01-01"
          end_date: "2020-12-31"
          rebalance_freq: "W"
          ema_fast: 2
          ema_slow: 5
        grid:
          price_file:
            - "prices.csv"
            - "duckdb_zstd_v2.parquet"
            - "store"
        """);

    Result result = fixture.batch();

    assertEquals(0, result.exitCode(), result::told);
    BatchOutput output = fixture.output("forms");
    List<String> ids = output.column("run_id");
    for (int i = 1; i < 3; i++) {
      assertEquals(
          contents(output.run(0, ids.get(0)).resolve("backtest")),
          contents(output.run(i, ids.get(i)).resolve("backtest")));
    }
    JsonNode input =
        BatchOutput.json(output.run(2, ids.get(2)).resolve("run_manifest.json"))
            .get("inputs")
            .get(0);
    assertEquals(store.toString(), input.get("path").asText());
    assertEquals(
        Files.size(store.resolve("one.csv")) + Files.size(store.resolve("two.csv")),
        input.get("bytes").asLong());
    assertEquals(64, input.get("sha256").asText().length());
  }
}
