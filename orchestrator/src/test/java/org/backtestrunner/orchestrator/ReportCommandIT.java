package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code report} on what a batch has left. */
class ReportCommandIT {
  private static final List<String> FILES =
      List.of(
          "batch_statistics.json",
          "sensitivity.csv",
          "best_params.json",
          "batch_report.md",
          "batch_report.html");

  @TempDir private Path directory;

  private Result report(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "report";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandLineRun.call(directory, all);
  }

  @Test
  void itWritesTheSameBytesAgainAndNothingElse() throws IOException {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writeBatch(
        "again",
        """
        runs:
          - {id: "hold", tags: ["benchmark"], overrides: {strategy: "buy_and_hold"}}
          - {id: "other", overrides: {strategy: "buy_and_hold", max_gross_exposure: 0.5}}
        grid: {rebalance_freq: [W, M, Q], top_quantile: [0.2, 0.4]}
        """);
    assertEquals(0, fixture.batch().exitCode());
    BatchOutput output = fixture.output("again");
    SortedMap<String, String> before = BatchOutput.contents(output.directory());
    for (String file : FILES) {
      Files.delete(output.directory().resolve(file));
    }

    Result result = report("out/again");

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(List.of(), result.err());
    assertEquals(before, BatchOutput.contents(output.directory()));
    assertEquals(2, result.out().size(), result::told);

    Result other = report("out/again", "--benchmark", "other");

    assertEquals(0, other.exitCode(), other::told);
    JsonNode statistics = BatchOutput.json(output.directory().resolve("batch_statistics.json"));
    assertEquals("other", statistics.at("/benchmark/run_id").asText());
    assertEquals("option", statistics.at("/benchmark/chosen_by").asText());
    SortedMap<String, String> after = BatchOutput.contents(output.directory());
    FILES.forEach(before::remove);
    FILES.forEach(after::remove);
    assertEquals(before, after);

    Result unknown = report("out/again", "--benchmark", "othr");

    assertEquals(2, unknown.exitCode(), unknown::told);
    assertEquals(
        List.of(
            "Error: --benchmark: there is no run othr (did you mean other?)"
                + " (cli report --help shows how)"),
        unknown.err());
  }

  @Test
  void ofABatchThatWasStoppedItTellsWhatHasEnded() throws Exception {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writeStubBatch("stopped", "max_workers: 1", "good", "gate", "good-2");
    try (CommandLineRun run = fixture.startBatch()) {
      BatchOutput output = fixture.output("stopped");
      CommandLineRun.await("the start of a run", () -> output.hasStarted(1, "gate"));

      Result running = report("out/stopped");

      assertEquals(0, running.exitCode(), running::told);
      JsonNode statistics = BatchOutput.json(output.directory().resolve("batch_statistics.json"));
      assertEquals(3, statistics.get("runs").size());
      assertEquals("running", output.state());
      run.signal("TERM");
      assertEquals(143, run.await().exitCode());
    }
  }

  @Test
  void whatIsNoBatchIsAMistake() {
    Result result = report(".");

    assertEquals(2, result.exitCode(), result::told);
    assertTrue(
        result.errText().startsWith("Error: . is not the directory of a batch: "), result::told);
  }
}
