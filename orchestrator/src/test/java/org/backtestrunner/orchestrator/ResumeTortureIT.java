package org.backtestrunner.orchestrator;

import static java.util.stream.Collectors.toMap;
import static org.backtestrunner.orchestrator.TortureBatch.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a resumed batch runs again, to the single worker. */
@Tag("torture")
class ResumeTortureIT {
  private static final String OTHER = ", price_file: \"other.csv\"";

  @TempDir Path directory;
  private TortureBatch batch;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    batch = TortureBatch.in(directory, "long");
    batch.fixture().write("other.csv", "timestamp,symbol,close\n2015-01-02,B,7\n");
    output = batch.output();
  }

  /** Resumes, and tells which runs were started for it. */
  private Set<String> resume(int exitCode) {
    List<String> before = batch.journal().starts();
    Result result = batch.call("--resume");
    assertEquals(exitCode, result.exitCode(), result::told);
    List<String> starts = batch.journal().starts();
    List<String> started = starts.subList(before.size(), starts.size());
    assertEquals(new TreeSet<>(started).size(), started.size(), "twice: " + started);
    return new TreeSet<>(started);
  }

  /** What a dry run says of each run, by id. */
  private Map<String, String> verdicts() {
    Result plan = batch.call("--resume", "--dry-run");
    assertEquals(0, plan.exitCode(), plan::told);
    return plan.out().stream()
        .filter(line -> line.endsWith("]"))
        .collect(
            toMap(
                line -> line.trim().split(" +")[2],
                line -> line.substring(line.lastIndexOf('[') + 1, line.length() - 1)));
  }

  @Test
  void whatHasNotChangedIsKeptAndWhatFailedIsRunAgain() throws IOException {
    batch.write("", List.of("good-a", "mortal", "good-b"));
    assertEquals(1, batch.call().exitCode());
    assertEquals("to run: ended failed", verdicts().get("mortal"));
    assertEquals(Set.of("mortal"), resume(1));
    assertEquals(Set.of("mortal"), resume(0));
    Map<String, String> before = BatchOutput.listing(output.directory().resolve("runs"));

    assertEquals(Set.of(), resume(0));
    assertEquals(before, BatchOutput.listing(output.directory().resolve("runs")));

    Files.setLastModifiedTime(batch.path("prices.csv"), FileTime.fromMillis(0));
    batch.writeRuns(
        "max_workers: 1\ntimeout_per_run: 1h\nretries: 3\nworker_memory: 64m",
        List.of(
            "{id: good-a, tags: [\"new\"], overrides: {seed: %d}}"
                .formatted(Math.floorMod("good-a".hashCode(), 1_000_000)),
            run("mortal"),
            run("good-b")));
    assertEquals(Set.of(), resume(0));
    assertEquals("new", output.row("good-a").get("tags"));
    assertEquals("[\"new\"]", output.runManifest(0, "good-a").at("/run_spec/tags").toString());
  }

  @Test
  void everyChangeRunsWhatDependsOnItAndNothingElse() throws IOException {
    batch.writeRuns("", List.of(run("good-a"), run("good-b"), run("good-c", OTHER)));
    assertEquals(0, batch.call().exitCode());
    WholeResults before = WholeResults.of(output);

    batch.fixture().write("other.csv", "timestamp,symbol,close\n2015-01-02,B,8\n");
    assertEquals(
        Map.of("good-a", "kept", "good-b", "kept", "good-c", "to run: price_file changed"),
        verdicts());
    assertEquals(Set.of("good-c"), resume(0));
    WholeResults after = WholeResults.of(output);
    assertNotEquals(before.byId().get("good-c"), after.byId().get("good-c"));
    assertEquals(before.byId().get("good-a"), after.byId().get("good-a"));

    Files.delete(output.run(1, "good-b").resolve("backtest/orders_1d.csv"));
    Path curve = output.run(2, "good-c").resolve("backtest/portfolio_equity_1d.csv");
    Files.writeString(curve, BatchOutput.text(curve).replace("2015-01-10", "2015-01-09"));
    batch.writeRuns(
        "",
        List.of(
            run("good-a", ", commission_bps: 1"),
            run("good-b"),
            run("good-c", OTHER),
            run("good-d")));
    assertEquals(
        Map.of(
            "good-a", "to run: parameters changed",
            "good-b", "to run: artifact orders_1d.csv missing",
            "good-c", "to run: artifact portfolio_equity_1d.csv changed",
            "good-d", "to run: it has not ended before"),
        verdicts());
    assertEquals(Set.of("good-a", "good-b", "good-c", "good-d"), resume(0));
    assertEquals(after.byId(), without(WholeResults.of(output), "good-d"));
    assertEquals(Set.of(), resume(0));
  }

  private static Map<String, Map<String, String>> without(WholeResults results, String id) {
    results.byId().remove(id);
    return results.byId();
  }

  @Test
  void runsThatChangePlacesTakeTheirDirectoriesWithThem() throws Exception {
    String longId = "good-" + "x".repeat(90);
    List<String> ids = List.of("good-a", longId + "1", longId + "2", "good-b", "good-c");
    batch.write("", ids);
    assertEquals(0, batch.call().exitCode());
    WholeResults before = WholeResults.of(output);

    batch.write("", List.of("good-c", longId + "2", longId + "1", "good-new", "good-a"));
    assertEquals(Set.of("good-new"), resume(0));

    WholeResults after = WholeResults.of(output);
    assertEquals(
        Set.of("good-a", longId + "1", longId + "2", "good-c", "good-new"), after.byId().keySet());
    after.byId().keySet().stream()
        .filter(ids::contains)
        .forEach(id -> assertEquals(before.byId().get(id), after.byId().get(id), id));
    Path removed = output.directory().resolve("runs/.superseded/0003_good-b");
    assertEquals(before.byId().get("good-b"), BatchOutput.contents(removed.resolve("backtest")));
    try (var left = Files.list(output.directory().resolve("runs"))) {
      assertEquals(6, left.count());
    }
    assertEquals(0, output.runManifest(0, "good-c").get("run_index").asInt());
    assertReplays(0, "good-c");
    assertEquals(Set.of(), resume(0));
  }

  /** The recorded command works from anywhere and gives the same files. */
  private void assertReplays(int index, String id) throws IOException {
    Path results = output.run(index, id).resolve("backtest");
    Map<String, String> contents = BatchOutput.contents(results);
    try (var files = Files.list(results)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    List<String> command = new java.util.ArrayList<>();
    output.runManifest(index, id).get("command").forEach(word -> command.add(word.asText()));
    Result replay = CommandLineRun.call(CommandLineRun.HOME, Map.of(), command);
    assertEquals(0, replay.exitCode(), replay::told);
    assertEquals(contents, BatchOutput.contents(results));
  }

  @Test
  void aDirectoryThatIsNoBatchIsNotResumed() {
    batch.write("", List.of("good"));
    batch.fixture().write("out/long/notes.txt", "mine");

    Result result = batch.call("--resume");

    assertEquals(2, result.exitCode(), result::told);
    assertTrue(result.errText().contains("holds no batch"), result::told);
    assertFalse(Files.exists(output.directory().resolve("runs")));
    assertEquals(List.of(), batch.journal().starts());
  }
}
