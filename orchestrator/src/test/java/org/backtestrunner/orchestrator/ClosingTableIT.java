package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 24 runs of a grid and one of a name look like on stdout, to people and to programs. */
class ClosingTableIT {
  @TempDir private static Path directory;
  private static BatchFixture fixture;
  private static BatchOutput output;

  @BeforeAll
  static void runTheBatch() {
    fixture = new BatchFixture(directory);
    fixture.writeBatch(
        "wide",
        """
        runs: [{id: "all_of_it", overrides: {strategy: "buy_and_hold"}}]
        grid:
          top_quantile: [0.1, 0.2, 0.3, 0.4]
          rebalance_freq: ["W", "M"]
          commission_bps: [0, 5, 10]
        """);
    Result result = fixture.batch();
    assertEquals(0, result.exitCode(), result::told);
    output = fixture.output("wide");
  }

  /** Everything is kept, so that only the table is made again. */
  private static Result onATerminal(int columns, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--resume");
    List<String> program =
        CommandLineRun.program(BatchFixture.batchArguments(arguments.toArray(String[]::new)));
    program.add(1, "-Dbacktest.stdout.columns=" + columns);
    Result result = CommandLineRun.call(directory, Map.of(), program);
    assertEquals(0, result.exitCode(), result::told);
    return result;
  }

  private static List<String> byDescending(String metric) {
    return IntStream.range(0, 25)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                    (Integer i) ->
                        output.summary().at("/runs/" + i + "/metrics/" + metric).asDouble())
                .reversed())
        .map(String::valueOf)
        .toList();
  }

  private static List<String> column(List<String> table, int place) {
    return table.stream().map(line -> line.trim().split(" {2,}")[place]).toList();
  }

  @Test
  void aTerminalShowsTheBestFifteenAndTheWorstThreeByTheirIndexAndWhatDiffers() {
    List<String> told = onATerminal(110).out();

    assertEquals(
        List.of("#", "run", "top", "rebalance", "commission", "sharpe", "deflated", "cagr"),
        List.of(told.get(0).trim().split(" +")).subList(0, 8));
    List<String> order = byDescending("sharpe");
    assertEquals(order.subList(0, 15), column(told.subList(1, 16), 0));
    assertEquals("... 7 more in batch_summary.csv; the last 3:", told.get(16));
    assertEquals(order.subList(22, 25), column(told.subList(17, 20), 0));
    String named = told.stream().filter(line -> line.contains("all_of_it")).findFirst().orElse("");
    assertTrue(named.isEmpty() || named.trim().startsWith("0  all_of_it  0.2"), named);
    String third = told.get(3);
    Map<String, String> row = output.rows().get(Integer.parseInt(order.get(2)));
    assertTrue(third.contains(row.get("param.top_quantile")), third);
  }

  @Test
  void theBenchmarkFollowsWhereItIsNeitherAmongTheBestNorTheWorst() {
    boolean hidden = false;
    for (String metric : List.of("sharpe", "cagr", "calmar", "max_dd_pct", "skewness", "var_95")) {
      int place = byDescending(metric).indexOf("0");
      if (place >= 15 && place < 22 && !hidden) {
        hidden = true;
        List<String> told = onATerminal(110, "--sort", metric).out();
        assertEquals("the benchmark:", told.get(20), metric);
        assertEquals("0", told.get(21).trim().split(" ")[0], metric);
        assertTrue(told.get(21).contains("all_of_it"), metric);
      }
    }
    assertTrue(hidden);
    List<String> told = onATerminal(110, "--sort", "turnover").out();
    assertEquals("0", column(told.subList(1, 2), 0).get(0));
    assertFalse(told.contains("the benchmark:"));
  }

  @Test
  void noLineOfTheTableIsWiderThanTheTerminal() {
    for (int columns : new int[] {72, 80, 110}) {
      List<String> told = onATerminal(columns).out();
      for (String line : told.subList(0, told.size() - 1)) {
        assertTrue(line.length() <= columns, columns + ": " + line);
      }
    }
  }

  @Test
  void itIsOrderedByAnyMetric() {
    List<String> told = onATerminal(110, "--sort", "calmar").out();
    assertTrue(told.get(0).contains("  calmar  "), told.get(0));
    assertEquals(byDescending("calmar").subList(0, 15), column(told.subList(1, 16), 0));

    List<String> leastTurnover = byDescending("turnover");
    List<String> smallFirst = onATerminal(110, "--sort", "turnover").out();
    assertEquals(leastTurnover.get(24), column(smallFirst.subList(1, 2), 0).get(0));

    Result refused = fixture.batch("--sort", "sharp", "--resume");
    assertEquals(2, refused.exitCode(), refused::told);
    assertTrue(refused.errText().contains("did you mean sharpe?"), refused::told);
  }

  @Test
  void elsewhereRunsHaveTheirFullIds() {
    List<String> told = fixture.batch("--resume").out();
    assertEquals("run_id", told.get(0).split(" ")[0]);
    List<String> ids =
        byDescending("sharpe").stream()
            .map(index -> output.rows().get(Integer.parseInt(index)).get("run_id"))
            .toList();
    assertEquals(ids.subList(0, 15), column(told.subList(1, 16), 0));
  }

  @Test
  void aProgramReadsOneObjectAndNothingElse() throws IOException {
    Result result = fixture.batch("--resume", "--format", "json");
    JsonNode told = new ObjectMapper().readTree(result.outText());
    assertEquals("wide", told.get("batch_name").asText());
    assertEquals(output.directory().toString(), told.get("directory").asText());
    assertEquals(0, told.get("exit_code").asInt());
    assertEquals(25, told.at("/counts/total").asInt());
    assertEquals(25, told.at("/counts/success").asInt());
    assertEquals(
        output.rows().get(Integer.parseInt(byDescending("sharpe").get(0))).get("run_id"),
        told.get("best_run_id").asText());
    assertEquals(
        BatchOutput.json(output.directory().resolve("batch_statistics.json"))
            .at("/verdict/sentence")
            .asText(),
        told.get("verdict").asText());
    assertEquals(
        output.directory().resolve("batch_report.html").toString(), told.get("report").asText());
  }

  @Test
  void withoutAReportAProgramIsToldOfNone(@TempDir Path other) throws IOException {
    BatchFixture plain = new BatchFixture(other);
    plain.writeStubBatch("plain", "", "good");
    Result result = plain.batch("--no-report", "--format", "json");
    JsonNode told = new ObjectMapper().readTree(result.outText());
    assertEquals("plain", told.get("batch_name").asText());
    assertFalse(told.hasNonNull("verdict"), result::told);
    assertFalse(told.hasNonNull("report"), result::told);
  }

  @Test
  void aProgramReadsThePlanToo() throws IOException {
    Result result = fixture.batch("--resume", "--dry-run", "--format", "json");
    JsonNode told = new ObjectMapper().readTree(result.outText());
    assertEquals(25, told.get("runs").size());
    JsonNode run = told.at("/runs/2");
    assertEquals(2, run.get("run_index").asInt());
    assertEquals(output.rows().get(2).get("run_id"), run.get("run_id").asText());
    assertEquals(output.rows().get(2).get("params_hash"), run.get("params_hash").asText());
    assertEquals("grid", run.get("source").asText());
    assertEquals("runs", told.at("/runs/0/source").asText());
    assertEquals("keep", run.get("action").asText());
    assertEquals("5", run.at("/parameters/commission_bps").asText());
  }
}
