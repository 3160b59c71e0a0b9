package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.orchestrator.launch.slurm.DevCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster whose parts are killed at moments of all kinds, over batches of 60 runs: nothing is
 * lost, nothing is executed again after it has ended, nothing is left in the queue.
 */
@Tag("torture")
class SlurmTortureIT {
  private static final int RUNS = 60;
  private static final int LONGEST_WAIT_MILLIS = 6_000;

  @TempDir Path directory;
  private final Rounds rounds = Rounds.ofBuild();
  private final Random random = rounds.random();
  private int batches;

  @BeforeEach
  void onlyAtFullLength() {
    assumeTrue(rounds.full().isPresent(), "takes minutes; SlurmBatchIT is what every build has");
  }

  private CommandLineRun start(DevCluster cluster, TortureBatch batch, String... options) {
    Map<String, String> environment = new HashMap<>(cluster.environment());
    List<String> command =
        new ArrayList<>(CommandLineRun.program(BatchFixture.batchArguments(options)));
    command.add(1, "-Dbacktest.slurm.hurry=10");
    return CommandLineRun.start(batch.fixture().directory(), environment, command);
  }

  private TortureBatch batch() {
    TortureBatch batch = TortureBatch.in(directory.resolve("batch-" + batches++), "cut");
    batch.write(
        "executor: {type: slurm, runs_per_task: 4}\nretries: 5\nretry_backoff: 1s",
        TortureBatch.ids("work", RUNS));
    return batch;
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private void assertWhole(DevCluster cluster, TortureBatch batch, Result result) {
    String when = rounds.told() + "\n" + result.told();
    assertEquals(0, result.exitCode(), when);
    assertEquals(Set.of("success"), Set.copyOf(batch.output().column("status")), when);
    assertNothingBegunAfterItsEnd(batch, when);
    CommandLineRun.await("an empty queue", () -> cluster.queue().isEmpty());
  }

  /** By the journal of the workers: no start of a run follows an end of the same one. */
  private static void assertNothingBegunAfterItsEnd(TortureBatch batch, String when) {
    Map<String, Long> ends = new TreeMap<>();
    for (Journal.Entry entry : batch.journal().entries()) {
      if (entry.what().equals("end")) {
        ends.put(entry.runId(), entry.millis());
      } else {
        assertTrue(
            !ends.containsKey(entry.runId()) || !hasExitFile(batch, entry, ends),
            () -> entry.runId() + " was executed again after its end, " + when);
      }
    }
    assertEquals(RUNS, batch.journal().startsById().size(), when);
  }

  /** A worker may end and its node with it, before anybody could take note: that is no end. */
  private static boolean hasExitFile(
      TortureBatch batch, Journal.Entry start, Map<String, Long> ends) {
    Path done = batch.output().directory().resolve("slurm/done");
    try (Stream<Path> files = Files.list(done)) {
      List<Path> all = files.toList();
      for (Path file : all) {
        String text = Files.readString(file);
        boolean ofThatEnd = text.contains("\npid=" + pidOfEnd(batch, start.runId()) + "\n");
        if (ofThatEnd && Files.getLastModifiedTime(file).toMillis() < start.millis()) {
          return true;
        }
      }
      return false;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static long pidOfEnd(TortureBatch batch, String runId) {
    return batch.journal().entries().stream()
        .filter(entry -> entry.what().equals("end") && entry.runId().equals(runId))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  @Test
  void aProgramThatIsKilledAgainAndAgainFinishesItsBatch() {
    try (DevCluster cluster = DevCluster.start(2, 4, "")) {
      int kills = 0;
      for (int most = rounds.count(1, 25); kills < most; ) {
        TortureBatch batch = batch();
        for (boolean whole = false; !whole; ) {
          boolean fresh = Files.notExists(batch.output().directory());
          try (CommandLineRun run =
              fresh ? start(cluster, batch) : start(cluster, batch, "--resume")) {
            if (kills < most) {
              pause();
            }
            whole = kills >= most || !run.isAlive();
            if (!whole) {
              run.kill();
              kills++;
            } else {
              assertWhole(cluster, batch, run.await());
            }
          }
        }
      }
    }
  }

  @Test
  void manyPackedRunsHaveTheSameBytesAsHere() {
    String grid =
        """
        runs_per_jvm: unlimited
        cache_dir: "cache"
        outputs: [equity]
        grid:
          max_gross_exposure: {from: 0.01, to: 0.40, step: 0.01}
          commission_bps: {from: 0.1, to: 5.0, step: 0.1}
        """;
    BatchFixture here = new BatchFixture(directory.resolve("here"));
    here.writeBatch("many", "max_workers: 8\n" + grid);
    assertEquals(0, here.batch("--no-report").exitCode());
    BatchFixture there = new BatchFixture(directory.resolve("there"));
    there.writeBatch("many", "executor: {type: slurm, runs_per_task: 50}\n" + grid);
    try (DevCluster cluster = DevCluster.start(2, 4, "");
        CommandLineRun run = start(cluster, new TortureBatch(there, "many"), "--no-report")) {
      Result result = run.await();
      assertEquals(0, result.exitCode(), result::told);
    }
    assertEquals(2_000, there.output("many").rows().size());
    assertEquals(
        WholeResults.of(here.output("many")).byId(), WholeResults.of(there.output("many")).byId());
  }

  @Test
  void aBatchSurvivesItsController() {
    try (DevCluster cluster = DevCluster.start(2, 4, "")) {
      for (int kill = 0; kill < rounds.count(1, 10); kill++) {
        TortureBatch batch = batch();
        try (CommandLineRun run = start(cluster, batch)) {
          pause();
          cluster.killController();
          pause();
          cluster.startAgain();
          assertWhole(cluster, batch, run.await());
        }
      }
    }
  }

  @Test
  void aBatchSurvivesItsNodes() {
    try (DevCluster cluster = DevCluster.start(2, 4, "")) {
      for (int loss = 0; loss < rounds.count(1, 10); loss++) {
        TortureBatch batch = batch();
        String node = "n" + (1 + random.nextInt(2));
        try (CommandLineRun run = start(cluster, batch)) {
          pause();
          cluster.lose(node);
          cluster.call("scontrol", "update", "NodeName=" + node, "State=DOWN", "Reason=lost");
          pause();
          cluster.startAgain();
          cluster.call("scontrol", "update", "NodeName=" + node, "State=RESUME");
          assertWhole(cluster, batch, run.await());
        }
      }
    }
  }
}
