package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.TortureBatch.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a resumed batch keeps, wherever it has to be moved. */
@Tag("torture")
class KeptRunsTortureIT extends ResumedTorture {
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
            "{id: good-a, tags: [\"new\"], overrides: {seed: %d}}".formatted(seed("good-a")),
            run("mortal"),
            run("good-b")));
    assertEquals(Set.of(), resume(0));
    assertEquals("new", output.row("good-a").get("tags"));
    assertEquals("[\"new\"]", output.runManifest(0, "good-a").at("/run_spec/tags").toString());
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
  void aResultIsTakenOverFromAnyPlaceAndUnderAnyId() throws IOException {
    batch.write("", List.of("good-a", "good-b"));
    assertEquals(0, batch.call().exitCode());
    WholeResults before = WholeResults.of(output);
    String seedOfA = "overrides: {seed: %d}}".formatted(seed("good-a"));

    batch.writeRuns("", List.of("{id: renamed, " + seedOfA));
    assertEquals(Map.of("renamed", "kept"), verdicts());
    assertEquals(Set.of(), resume(0));
    assertEquals(before.byId().get("good-a"), WholeResults.of(output).byId().get("renamed"));
    assertEquals("renamed", output.runManifest(0, "renamed").get("run_id").asText());

    batch.write("", List.of("good-b", "good-a"));
    assertEquals(Map.of("good-a", "kept", "good-b", "kept"), verdicts());
    // As a resumption that was killed between its moves has left it.
    Path moving = output.directory().resolve("runs/.moving");
    Files.createDirectory(moving);
    Files.move(
        output.directory().resolve("runs/.superseded/0001_good-b"), moving.resolve("whichever"));
    makeLink(output.directory().resolve("runs/0001_good-a"));
    assertEquals(Set.of(), resume(0));
    assertEquals(before.byId(), WholeResults.of(output).byId());
    assertReplays(1, "good-a");
    assertFalse(Files.exists(moving));
  }

  private void makeLink(Path place) throws IOException {
    Files.createSymbolicLink(place, batch.path("nowhere"));
  }
}
