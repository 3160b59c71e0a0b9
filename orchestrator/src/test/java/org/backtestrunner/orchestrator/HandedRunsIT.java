package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that somebody else executes, by the files that {@code --executor none} has written. */
class HandedRunsIT {
  private static final String GRID =
      """
      cache_dir: "cache"
      grid:
        max_gross_exposure: [0.2, 0.4, 0.6]
        commission_bps: [0.0, 1, 5]
      """;

  @TempDir Path directory;

  private BatchFixture fixture(String name) {
    BatchFixture fixture = new BatchFixture(directory.resolve(name));
    fixture.writeBatch("handed", GRID);
    return fixture;
  }

  private static Result shell(BatchFixture fixture, String script) {
    return CommandLineRun.call(fixture.directory(), Map.of(), List.of("/bin/sh", "-c", script));
  }

  private static List<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void assertSame(BatchOutput expected, BatchOutput actual) {
    assertEquals(WholeResults.summary(expected), WholeResults.summary(actual));
    assertEquals(WholeResults.of(expected).byId(), WholeResults.of(actual).byId());
    assertEquals("finished", actual.state());
  }

  @Test
  void aThirdIsKilledAndTheResumedBatchHasTheSameBytesAsOneExecutedHere() {
    BatchFixture here = fixture("here");
    assertEquals(0, here.batch().exitCode());
    BatchFixture handed = fixture("handed");
    BatchOutput output = handed.output("handed");

    Result result = handed.batch("--executor", "none");

    assertEquals(0, result.exitCode(), result::told);
    assertTrue(result.errText().contains("To collect the results: "), result::told);
    assertEquals(9, BatchOutput.text(output.directory().resolve("tasks.tsv")).lines().count());
    assertTrue(names(output.directory().resolve("tasks/done")).isEmpty());

    Result most = shell(handed, "seq 1 6 | xargs -P 2 -n 1 out/handed/run_task.sh");
    assertEquals(0, most.exitCode(), most::told);
    try (CommandLineRun killed =
        CommandLineRun.start(
            handed.directory(), Map.of(), List.of("out/handed/run_task.sh", "7"))) {
      CommandLineRun.await(
          "the start of a seventh run",
          () -> names(output.directory().resolve("tasks/started")).size() == 7);
      killed.kill();
    }
    long ended = names(output.directory().resolve("tasks/done")).size();

    Result resumed = handed.batch("--resume");

    assertEquals(0, resumed.exitCode(), resumed::told);
    assertSame(here.output("handed"), output);
    assertTrue(ended == 6 || ended == 7, "ended: " + ended);
    assertFalse(
        names(output.directory().resolve("runs")).stream()
            .anyMatch(name -> name.startsWith("attempt-")),
        "what executions have left is in its place");
    List<String> begun = names(output.directory().resolve("tasks/started"));
    assertEquals(7, begun.size(), "the rest was executed here: " + begun);
  }

  @Test
  void whatHasFailedHasFailedAndIsNotExecutedAgain() {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writeStubBatch("stub", "timeout_per_run: 2s", "good", "data", "deaf", "bug");
    BatchOutput output = fixture.output("stub");
    assertEquals(0, fixture.batch("--executor", "none").exitCode());
    shell(fixture, "seq 1 4 | xargs -P 4 -n 1 out/stub/run_task.sh");

    Result resumed = fixture.batch("--resume", "--executor", "none");

    assertEquals(1, resumed.exitCode(), resumed::told);
    output.assertRow("data", "failed", "bad_data", "65");
    output.assertRow("deaf", "timeout", "timeout", "137");
    output.assertRow("bug", "failed", "worker_bug", "70");
    assertEquals(4, names(output.directory().resolve("tasks/started")).size());
  }

  @Test
  void aTaskOfSeveralRunsExecutesThemInOneJvmIfThatIsAllowed() {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writeBatch("packed", "executor: {type: none, runs_per_task: 4}\n" + GRID);
    assertEquals(0, fixture.batch("--runs-per-jvm", "unlimited").exitCode());
    BatchOutput output = fixture.output("packed");
    assertEquals(3, BatchOutput.text(output.directory().resolve("tasks.tsv")).lines().count());

    Result tasks = shell(fixture, "seq 1 3 | xargs -P 2 -n 1 out/packed/run_task.sh");
    Result resumed = fixture.batch("--resume", "--runs-per-jvm", "unlimited");

    assertEquals(0, tasks.exitCode(), tasks::told);
    assertEquals(0, resumed.exitCode(), resumed::told);
    assertEquals(9, names(output.directory().resolve("tasks/done")).size());
    String id = output.column("run_id").get(1);
    assertEquals(2, output.runManifest(1, id).path("jvm").path("run_number").asInt());
  }

  @Test
  void aChangedRunIsNotTakenForTheOneThatWasExecuted() throws IOException {
    BatchFixture fixture = fixture("changed");
    assertEquals(0, fixture.batch("--executor", "none").exitCode());
    shell(fixture, "seq 1 9 | xargs -P 2 -n 1 out/handed/run_task.sh");
    Path config = fixture.directory().resolve("batch.yaml");
    String text = Files.readString(config);
    Files.writeString(config, text.replace("2015-12-31", "2015-11-30"));
    Result resumed = fixture.batch("--resume");
    assertEquals(0, resumed.exitCode(), resumed::told);

    BatchFixture fresh = fixture("fresh");
    Files.writeString(
        fresh.directory().resolve("batch.yaml"), text.replace("2015-12-31", "2015-11-30"));
    assertEquals(0, fresh.batch().exitCode());
    assertSame(fresh.output("handed"), fixture.output("handed"));
  }
}
