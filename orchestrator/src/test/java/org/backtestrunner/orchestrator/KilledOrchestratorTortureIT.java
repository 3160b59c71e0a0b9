package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the program at moments of all kinds and resumes, until the batch is complete. */
@Tag("torture")
class KilledOrchestratorTortureIT {
  private static final int RUNS = 40;
  private static final long LONGEST_ORPHANED_NANOS = 2_000_000_000L;

  @TempDir Path directory;
  private Rounds rounds;
  private Random random;
  private int kills;
  private int batches;

  @BeforeEach
  void setUp() {
    rounds = Rounds.ofBuild();
    random = rounds.random();
  }

  @Test
  void noFinishedResultIsLostOrChangedOrMadeTwice() {
    TortureBatch undisturbed = TortureBatch.in(directory.resolve("undisturbed"), "cut");
    undisturbed.write("", TortureBatch.ids("work", RUNS));
    Result result = undisturbed.call();
    assertEquals(0, result.exitCode(), result::told);

    for (int most = rounds.count(4, 100); kills < most; batches++) {
      TortureBatch batch = TortureBatch.in(directory.resolve("batch-" + batches), "cut");
      batch.write("max_workers: " + (2 + random.nextInt(3)), TortureBatch.ids("work", RUNS));
      killAndResume(batch, most);
      assertSameAs(undisturbed.output(), batch.output());
      assertEquals(List.of("1"), batch.output().column("attempts").stream().distinct().toList());
    }
  }

  @Test
  void theSameIsTrueOfTheRealWorker() {
    String grid =
        """
        max_workers: 3
        cache_dir: "cache"
        grid:
          max_gross_exposure: [0.2, 0.4, 0.6, 0.8, 1.0]
          commission_bps: [0.0, 0.5, 1, 2, 3, 4, 5, 6]
        """;
    BatchFixture undisturbed = new BatchFixture(directory.resolve("undisturbed"));
    undisturbed.writeBatch("cut", grid);
    Result result = undisturbed.batch();
    assertEquals(0, result.exitCode(), result::told);

    for (int most = rounds.count(1, 20); kills < most; batches++) {
      BatchFixture fixture = new BatchFixture(directory.resolve("batch-" + batches));
      fixture.writeBatch("cut", grid);
      TortureBatch batch = new TortureBatch(fixture, "cut");
      killAndResume(batch, most);
      assertSameAs(undisturbed.output("cut"), batch.output());
    }
  }

  /** Until the batch is complete. */
  private void killAndResume(TortureBatch batch, int most) {
    WholeResults known = new WholeResults(Map.of(), Map.of());
    Map<String, Long> starts = new HashMap<>();
    Runnable orphansEnd = () -> {};
    String[] options = random.nextBoolean() ? new String[0] : new String[] {"--resume"};
    while (true) {
      try (CommandLineRun run = batch.start(options)) {
        boolean killed = kills < most && RandomMoment.isReached(random, run, batch);
        if (killed) {
          run.kill();
          kills++;
        }
        long end = System.nanoTime();
        Result result = run.await();
        String when = "after %d kills, %s\n%s".formatted(kills, rounds.told(), result.told());
        WholeResults found = WholeResults.of(batch.output());
        found.assertHolds(known, when);
        Map<String, Long> startsNow = batch.journal().startsById();
        starts.forEach(
            (id, n) -> assertEquals(n, startsNow.getOrDefault(id, 0L), id + " again " + when));
        orphansEnd.run();
        known = found;
        found.byId().keySet().forEach(id -> starts.put(id, startsNow.getOrDefault(id, 0L)));
        if (!killed) {
          assertEquals(0, result.exitCode(), when);
          return;
        }
        Offspring orphans = new Offspring(run.pid());
        orphansEnd = () -> orphans.awaitEnd(end, when);
        if (random.nextInt(3) == 0) {
          // The next start does not meet with them.
          orphansEnd.run();
        }
        if (random.nextInt(6) == 0) {
          // Also of what had only just been begun to start.
          LockSupport.parkNanos(LONGEST_ORPHANED_NANOS);
          orphansEnd.run();
        }
        options = new String[] {"--resume"};
      }
    }
  }

  private static void assertSameAs(BatchOutput expected, BatchOutput actual) {
    assertEquals(WholeResults.summary(expected), WholeResults.summary(actual));
    JsonNode json = WholeResults.summaryJson(actual);
    assertEquals(WholeResults.summaryJson(expected), json);
    assertEquals(WholeResults.of(expected).byId(), WholeResults.of(actual).byId());
    assertEquals("finished", actual.state());
    assertTrue(temporaries(actual).isEmpty(), () -> temporaries(actual).toString());
  }

  private static List<String> temporaries(BatchOutput output) {
    List<String> names = new ArrayList<>(BatchOutput.contents(output.directory()).keySet());
    names.removeIf(name -> !name.endsWith(".tmp") || name.contains(".superseded"));
    Collections.sort(names);
    return names;
  }
}
