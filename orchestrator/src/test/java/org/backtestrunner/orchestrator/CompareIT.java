package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code compare} on two batches over prices that differ, and on other runs. */
class CompareIT {
  @TempDir private Path directory;

  private Result compare(String... options) {
    List<String> all = new ArrayList<>(List.of("compare", "out/before", "out/after"));
    all.addAll(List.of(options));
    return CommandLineRun.call(directory, all.toArray(String[]::new));
  }

  private void run(String name, String runs) {
    new BatchFixture(directory)
        .write(
            "batch.yaml",
            """
            batch_name: "%s"
            output_root: "out"
            base_args:
              strategy: "buy_and_hold"
              price_file: "prices.csv"
              start_date: "2015-01-01"
              end_date: "2015-12-31"
            runs:
            %s"""
                .formatted(name, runs));
    new BatchFixture(directory).batch();
  }

  @Test
  void whatHasChangedIsCountedShownAndExplained() throws IOException {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writePrices("prices.csv", 3, 60);
    fixture.write("few.txt", "S0\n");
    String runs =
        """
          - {id: "same", overrides: {symbols_file: "few.txt"}}
          - {id: "all"}
          - {id: "spread", overrides: {spread_bps: %s}}
          - {id: "%s", overrides: {commission_bps: %s}}
        """;
    run("before", runs.formatted(5, "gone", 7));
    // The last close of another symbol than the first one.
    Path prices = directory.resolve("prices.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(prices));
    String[] cells = lines.get(lines.size() - 1).split(",");
    cells[5] = "1" + cells[5];
    lines.set(lines.size() - 1, String.join(",", cells));
    Files.write(prices, lines);
    run("after", runs.formatted(9, "new", 8));

    Result result = compare("--format", "json", "--fail-on-change");

    assertEquals(1, result.exitCode(), result::told);
    JsonNode told = new ObjectMapper().readTree(result.outText());
    JsonNode counts = told.get("counts");
    assertEquals(1, counts.get("equal").asInt());
    assertEquals(2, counts.get("changed").asInt());
    assertEquals(1, counts.get("only_before").asInt());
    assertEquals(1, counts.get("only_after").asInt());
    assertEquals(1, counts.get("matched_by_id").asInt());
    assertEquals("gone", told.get("only_before").get(0).asText());
    List<String> why = new ArrayList<>();
    told.get("why").forEach(reason -> why.add(reason.asText()));
    assertEquals(
        List.of("the content of price_file differs (2 runs)", "spread_bps: 5, then 9 (1 run)"),
        why);
    JsonNode all = change(told, "all");
    assertEquals(sharpe("before", 1, "all"), all.get("sharpe_before").asDouble());
    assertEquals(sharpe("after", 1, "all"), all.get("sharpe_after").asDouble());

    Result table = compare();
    assertEquals(0, table.exitCode(), table::told);
    assertEquals(
        "1 equal, 2 changed, 0 with another status, 1 only in before, 1 only in after",
        table.out().get(0));
    assertTrue(table.outText().contains("1 matched by id alone"), table::told);

    Result mistake = compare("--tolerance", "-1");
    assertEquals(2, mistake.exitCode(), mistake::told);
  }

  @Test
  void theSameBatchIsEqualAndSoIsANearOneWithinTheTolerance() throws IOException {
    new BatchFixture(directory).writePrices("prices.csv", 3, 60);
    run("before", "  - {id: \"all\"}\n");
    run("after", "  - {id: \"renamed\"}\n");
    assertEquals(0, compare("--fail-on-change").exitCode());
    Path curve = directory.resolve("out/after/runs/0000_renamed/backtest/portfolio_equity_1d.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(curve));
    String[] cells = lines.get(lines.size() - 1).split(",");
    cells[1] = Double.toString(Double.parseDouble(cells[1]) * 1.0001);
    lines.set(lines.size() - 1, String.join(",", cells));
    Files.write(curve, lines);

    assertEquals(1, compare("--fail-on-change").exitCode());
    assertEquals(1, compare("--fail-on-change", "--tolerance", "0.00009").exitCode());
    assertEquals(0, compare("--fail-on-change", "--tolerance", "0.00011").exitCode());
  }

  private static JsonNode change(JsonNode told, String id) {
    for (JsonNode run : told.get("changed")) {
      if (run.get("run_id").asText().equals(id)) {
        return run;
      }
    }
    throw new AssertionError(told.toString());
  }

  private double sharpe(String batch, int index, String id) {
    return new BatchFixture(directory)
        .output(batch)
        .runManifest(index, id)
        .at("/metrics/sharpe")
        .asDouble();
  }
}
