package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input files that are wrong, as the real worker finds out and the orchestrator tells. */
class BadInputIT {
  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
  }

  @Test
  void aFaultThatOnlyARunFindsFailsItWithFileAndLineAndNoOther() {
    String prices = "timestamp,symbol,close\n2015-01-02,A,100\n2015-01-05,A,99\n2015-01-06,A,101\n";
    fixture.write("good.csv", prices);
    fixture.write("twice.csv", prices + "2015-01-05,A,99\n");
    StringBuilder large = new StringBuilder("timestamp,symbol,close\n");
    for (int line = 2; line < 20_000; line++) {
      large.append(BatchFixture.FIRST_DAY.plusDays(line)).append(",A,");
      large.append(line == 10_000 ? "1o1" : "100").append('\n');
    }
    fixture.write("corrupt.csv", large.toString());
    fixture.write(
        "batch.yaml",
        """
        batch_name: "inputs"
        output_root: "out"
        worker_memory: "64m"
        base_args:
          strategy: "buy_and_hold"
          price_file: "good.csv"
          start_date: "2015-01-01"
          end_date: "2015-12-31"
        runs:
          - {id: "good"}
          - {id: "corrupt", overrides: {price_file: "corrupt.csv"}}
          - {id: "twice", overrides: {price_file: "twice.csv"}}
          - {id: "early", end_date: "2014-12-31", start_date: "2014-01-01"}
        """);

    Result result = fixture.batch();

    assertEquals(1, result.exitCode(), result::told);
    BatchOutput output = fixture.output("inputs");
    output.assertRow("good", "success", "", "0");
    assertBadData(output, "corrupt", directory + "/corrupt.csv:10000: ", "'1o1'");
    assertBadData(output, "twice", directory + "/twice.csv:5: ", "'A'");
    assertBadData(output, "early", directory + "/good.csv: ", "2014-12-31");
    assertTrue(result.outText().contains("  | ERROR " + directory + "/corrupt.csv:10000: "));
  }

  private static void assertBadData(BatchOutput output, String id, String... parts) {
    output.assertRow(id, "failed", "bad_data", "65");
    String error = output.row(id).get("error");
    assertTrue(error.startsWith("Backtest exited with code 65: " + parts[0]), error);
    for (String part : parts) {
      assertTrue(error.contains(part), error);
    }
    assertEquals(1, error.lines().count(), error);
  }

  @Test
  void aPriceFileThatDoesNotFitTheMemoryIsToldAsSuch() {
    StringBuilder text = new StringBuilder("timestamp,symbol,close\n");
    for (int day = 0; day < 2000; day++) {
      for (int symbol = 0; symbol < 600; symbol++) {
        text.append(BatchFixture.FIRST_DAY.plusDays(day)).append(",S").append(symbol);
        text.append(",100\n");
      }
    }
    fixture.write("prices.csv", text.toString());
    fixture.write(
        "batch.yaml",
        """
        batch_name: "large"
        output_root: "out"
        worker_memory: "16m"
        base_args:
          strategy: "buy_and_hold"
          price_file: "prices.csv"
          start_date: "2015-01-01"
          end_date: "2019-12-31"
        runs: [{id: "only"}]
        """);

    Result result = fixture.batch();

    assertEquals(1, result.exitCode(), result::told);
    fixture.output("large").assertRow("only", "failed", "out_of_memory", "3");
  }

  @Test
  void aFileThatChangesWhileTheBatchRunsIsToldInTheManifest() {
    fixture.writeStubBatch("moving", "max_workers: 1", "good", "gate");
    BatchOutput output = fixture.output("moving");
    try (CommandLineRun run = fixture.startBatch()) {
      CommandLineRun.await("gate", () -> output.hasStarted(1, "gate"));
      fixture.write("prices.csv", "timestamp,symbol,close\n2015-01-02,A,100.5\n");
      output.letGo(1, "gate");
      Result result = run.await();
      assertEquals(0, result.exitCode(), result::told);
    }
    assertEquals(0, output.runManifest(0, "good").get("warnings").size());
    JsonNode warnings = output.runManifest(1, "gate").get("warnings");
    assertEquals(1, warnings.size(), warnings::toString);
    assertEquals("input_changed", warnings.get(0).get("kind").asText());
    assertTrue(warnings.get(0).get("serious").asBoolean());
    assertTrue(
        warnings.get(0).get("text").asText().startsWith("price_file changed"), warnings::toString);
    assertEquals(List.of("success", "success"), output.column("status"));
  }
}
