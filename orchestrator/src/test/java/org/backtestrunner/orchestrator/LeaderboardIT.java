package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code leaderboard}, held to the summary of the batch. */
class LeaderboardIT {
  @TempDir private Path directory;

  private Result leaderboard(String... arguments) {
    List<String> all = new ArrayList<>(List.of("leaderboard"));
    all.addAll(List.of(arguments));
    return CommandLineRun.call(directory, all.toArray(String[]::new));
  }

  private void runBatch() {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.write("one_bar.csv", "timestamp,symbol,close\n2015-03-02,A,1\n");
    fixture.writeBatch(
        "ranked",
        """
        runs:
          - {id: "hold", tags: ["benchmark"], overrides: {strategy: "buy_and_hold"}}
          - {id: "broken", overrides: {price_file: "one_bar.csv"}}
        grid: {rebalance_freq: [W, M, Q], top_quantile: [0.20, 0.4]}
        """);
    assertEquals(1, fixture.batch().exitCode());
  }

  private static List<String> cells(Result result, int column) {
    return result.out().stream().skip(1).map(line -> line.split(",", -1)[column]).toList();
  }

  @Test
  void runsAreRankedByAnyMetricInItsDirectionAndFailuresComeLast() {
    runBatch();
    List<Map<String, String>> rows = new BatchFixture(directory).output("ranked").rows();

    assertEquals(ids(rows, "sharpe", -1), cells(leaderboard("out/ranked", "--format", "csv"), 1));
    assertEquals(
        ids(rows, "ulcer_index", 1),
        cells(leaderboard("out/ranked", "--format", "csv", "--by", "ulcer_index"), 1));
    assertEquals(
        ids(rows, "sharpe", -1).subList(0, 3),
        cells(leaderboard("out/ranked", "--format", "csv", "--top", "3"), 1));
    assertEquals(
        ids(rows, "sharpe", -1).stream().filter(id -> id.contains("quantile_0_20")).toList(),
        cells(leaderboard("out/ranked", "--format", "csv", "--where", "top_quantile=0.2"), 1));

    Result table = leaderboard("out/ranked");
    assertEquals(0, table.exitCode(), table::told);
    assertTrue(table.out().get(0).startsWith("The best of 6 candidates"), table::told);
    assertTrue(table.outText().contains("rebalance W \u00b7 top 0.20"), table::told);
    assertEquals(2 + rows.size(), table.out().size(), table::told);

    Result both = leaderboard("out/ranked", "out/ranked", "--format", "markdown");
    assertTrue(both.out().get(0).startsWith("ranked: The best of 6"), both::told);
    assertTrue(both.outText().contains("| # | batch | run | Sharpe |"), both::told);

    assertMistake("--by: unknown metric sharp (did you mean sharpe?)", "--by", "sharp");
    assertMistake(
        "--where: there is no axis top_quantil (did you mean top_quantile?)",
        "--where",
        "top_quantil=1");
    assertMistake(
        "Invalid value for option '--format': must be one of table, csv, json, markdown, not xml",
        "--format",
        "xml");
  }

  private void assertMistake(String sentence, String... options) {
    List<String> all = new ArrayList<>(List.of("out/ranked"));
    all.addAll(List.of(options));
    Result result = leaderboard(all.toArray(String[]::new));
    assertEquals(2, result.exitCode(), result::told);
    assertEquals(
        List.of("Error: " + sentence + " (cli leaderboard --help shows how)"), result.err());
  }

  private static List<String> ids(List<Map<String, String>> rows, String metric, int sign) {
    return rows.stream()
        .sorted(
            Comparator.comparingDouble(
                row ->
                    row.get(metric).isEmpty()
                        ? Double.POSITIVE_INFINITY
                        : sign * Double.parseDouble(row.get(metric))))
        .map(row -> row.get("run_id"))
        .toList();
  }
}
