package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, gone or read-only in the middle of a batch. */
@Tag("torture")
class DiskTortureIT {
  private static final int LEAST_KIBIBYTES = 8;
  private static final int ROOMY_KIBIBYTES = 50_000;

  @TempDir Path directory;
  private final Rounds rounds = Rounds.ofBuild();
  private final Random random = rounds.random();

  @Test
  void aFullDiskEndsTheBatchAndWithMoreRoomItIsFinished() {
    List<String> ids = TortureBatch.ids("bulky-100", 10);
    TortureBatch undisturbed = TortureBatch.in(directory.resolve("undisturbed"), "full");
    undisturbed.write("", ids);
    assertEquals(0, undisturbed.call().exitCode());

    for (int round = rounds.count(1, 20); round > 0; round--) {
      TortureBatch batch = TortureBatch.in(directory.resolve("batch-" + round), "full");
      batch.write("retries: " + random.nextInt(2), ids);
      fillAndFinish(batch, undisturbed, LEAST_KIBIBYTES + random.nextInt(1_000));
    }
  }

  @Test
  void theSameIsTrueOfTheRealWorker() {
    String grid = "grid: {max_gross_exposure: [0.2, 0.4, 0.6, 0.8, 1.0]}\n";
    BatchFixture undisturbed = new BatchFixture(directory.resolve("undisturbed"));
    undisturbed.writeBatch("full", grid);
    assertEquals(0, undisturbed.batch().exitCode());

    for (int round = rounds.count(1, 5); round > 0; round--) {
      BatchFixture fixture = new BatchFixture(directory.resolve("batch-" + round));
      fixture.writeBatch("full", grid);
      fillAndFinish(
          new TortureBatch(fixture, "full"),
          new TortureBatch(undisturbed, "full"),
          LEAST_KIBIBYTES + random.nextInt(180));
    }
  }

  private void fillAndFinish(TortureBatch batch, TortureBatch undisturbed, int kibibytes) {
    try (SmallDisk disk = SmallDisk.mount(batch.path("out"), kibibytes)) {
      Result full = batch.call();
      String told = kibibytes + " KiB, " + rounds.told() + "\n" + full.told();
      assertEquals(4, full.exitCode(), told);
      assertToldInOneSentence(batch, full, told);
      assertTrue(full.errText().toLowerCase(java.util.Locale.ROOT).contains("no space"), told);
      assertEquals(List.of(), batch.workers(), told);
      WholeResults finished = WholeResults.of(batch.output());
      boolean begun = Files.exists(batch.output().directory().resolve("batch_manifest.json"));
      assertEquals(begun, batch.printedCommand(full).isPresent(), told);
      if (begun) {
        assertUnfinished(batch, finished, told);
      }

      assertTrue(disk.remount("size=" + ROOMY_KIBIBYTES + "k"));
      Result resumed = begun ? batch.callPrinted(full) : batch.call("--resume");
      assertEquals(0, resumed.exitCode(), () -> told + "\n" + resumed.told());
      WholeResults all = WholeResults.of(batch.output());
      all.assertHolds(finished, told);
      assertEquals(WholeResults.of(undisturbed.output()).byId(), all.byId(), told);
      assertEquals(
          WholeResults.summary(undisturbed.output()), WholeResults.summary(batch.output()), told);
    }
  }

  /** A disk may be too full to note the end of the batch, which then looks like after a crash. */
  private static void assertUnfinished(TortureBatch batch, WholeResults finished, String told) {
    String state = batch.output().state();
    assertTrue(Set.of("running", "interrupted").contains(state), state + told);
    if (state.equals("interrupted")) {
      int successes = batch.output().manifest().at("/run_results_summary/success_count").asInt();
      assertEquals(finished.byId().size(), successes, told);
    }
    Result health = batch.fixture().checkHealth();
    String line =
        "batch_latest_status +WARN +" + finished.byId().size() + "/[0-9]+ .*state " + state + ".*";
    assertTrue(health.out().get(0).matches(line), () -> health.told() + told);
  }

  private static void assertToldInOneSentence(TortureBatch batch, Result result, String told) {
    assertFalse(result.errText().contains("\tat "), told);
    List<String> errors = result.err().stream().filter(line -> line.startsWith("Error: ")).toList();
    assertEquals(1, errors.size(), told);
    assertTrue(errors.get(0).contains(batch.path("out").toString()), told);
  }

  @Test
  void aBatchWhoseDirectoryIsDeletedEndsAndCanBeBegunAnew() throws IOException {
    for (int round = rounds.count(1, 10); round > 0; round--) {
      TortureBatch batch = TortureBatch.in(directory.resolve("batch-" + round), "gone");
      batch.write("max_workers: 2", TortureBatch.ids("work", 12));
      Result gone;
      try (CommandLineRun run = batch.start()) {
        int moment = 1 + random.nextInt(6);
        CommandLineRun.await("some runs", () -> batch.journal().starts().size() >= moment);
        delete(batch.output().directory());
        gone = run.await();
        assertEquals(4, gone.exitCode(), rounds.told() + "\n" + gone.told());
        assertToldInOneSentence(batch, gone, rounds.told() + "\n" + gone.told());
        assertEquals(List.of(), batch.workers());
      }
      delete(batch.output().directory());
      Result anew = batch.callPrinted(gone);
      assertEquals(0, anew.exitCode(), anew::told);
    }
  }

  @Test
  void soDoesOneWhoseWorkerMakesItsDirectoryAgain() throws IOException {
    TortureBatch batch = TortureBatch.in(directory, "gone");
    batch.write("", List.of("gate"));
    Result gone;
    try (CommandLineRun run = batch.start()) {
      CommandLineRun.await("the gate", () -> batch.journal().hasStarted("gate"));
      delete(batch.output().directory());
      Files.createFile(batch.path("go"));
      gone = run.await();

      assertEquals(4, gone.exitCode(), gone::told);
      assertToldInOneSentence(batch, gone, gone.told());
    }
    Result resumed = batch.callPrinted(gone);
    assertEquals(0, resumed.exitCode(), resumed::told);
    assertTrue(Files.exists(batch.output().directory().resolve("batch_config.yaml")));
  }

  /** Whoever deletes meets with others who still create. */
  private static void delete(Path root) {
    CommandLineRun.await(
        "the end of " + root,
        () -> {
          try {
            DirectoryTree.delete(root);
          } catch (IOException createdMeanwhile) {
            return false;
          }
          return !Files.exists(root);
        });
  }

  @Test
  void aDiskThatTurnsReadOnlyEndsTheBatchAndItCanBeFinishedLater() {
    TortureBatch batch = TortureBatch.in(directory, "frozen");
    // While the second one waits for its next attempt, nobody has a file open there.
    batch.write(
        "max_workers: 1\nretries: 3\nretry_backoff: 2s", List.of("good-1", "mortal", "good-2"));
    try (SmallDisk disk = SmallDisk.mount(batch.output().directory(), ROOMY_KIBIBYTES)) {
      WholeResults finished;
      Result result;
      try (CommandLineRun run = batch.start()) {
        CommandLineRun.await("the mortal one", () -> batch.journal().hasStarted("mortal"));
        CommandLineRun.await("read-only", () -> disk.remount("ro"));
        result = run.await();

        assertEquals(4, result.exitCode(), result.told());
        assertToldInOneSentence(batch, result, result.told());
        assertTrue(result.errText().contains("read-only"), result.told());
        assertEquals("running", batch.output().state());
        finished = WholeResults.of(batch.output());
        assertEquals(Set.of("good-1"), finished.byId().keySet());
      }
      assertTrue(disk.remount("rw"));
      Result resumed = batch.callPrinted(result);
      assertEquals(0, resumed.exitCode(), resumed::told);
      WholeResults.of(batch.output()).assertHolds(finished, "after the resumption");
    }
  }
}
