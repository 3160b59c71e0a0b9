package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills and stops JVMs that runs share, and the program above them, at random moments. */
@Tag("torture")
class SharedJvmsTortureIT {
  private static final int RUNS = 40;
  private static final int LONGEST_LIFE_NANOS = 300_000_000;
  private static final int STOPS_PER_KILL = 8;

  /** What is shot is tried again in a JVM of its own, which is left alone. */
  private static final String KEYS =
      "retries: 1\nretry_backoff: \"10ms\"\nretry_timeouts: true\ntimeout_per_run: \"6s\"\n"
          + "runs_per_jvm: %s\nmax_workers: %d\nworker_jvm_args: [\"%s\"]";

  @TempDir Path directory;
  private final Rounds rounds = Rounds.ofBuild();
  private final Random random = rounds.random();

  private TortureBatch batch(String name) {
    TortureBatch batch = TortureBatch.in(directory.resolve(name), "shared");
    batch.fixture().makeServingWorker("worker.jar", UnrulyWorker.class);
    return batch;
  }

  private TortureBatch undisturbed() {
    TortureBatch undisturbed = batch("undisturbed");
    undisturbed.write("", TortureBatch.ids("work", RUNS));
    Result result = undisturbed.call();
    assertEquals(0, result.exitCode(), result::told);
    return undisturbed;
  }

  private TortureBatch shared(String name) {
    String runsPerJvm = random.nextBoolean() ? "unlimited" : "" + (2 + random.nextInt(8));
    TortureBatch batch = batch(name);
    return batch.write(
        KEYS.formatted(runsPerJvm, 1 + random.nextInt(4), mark(batch)),
        TortureBatch.ids("work", RUNS));
  }

  private static List<ProcessHandle> jvms(TortureBatch batch) {
    return CommandLineRun.processes(mark(batch) + " ", " serve");
  }

  /** An option by which the JVMs of a batch are known, whoever their parents are. */
  private static String mark(TortureBatch batch) {
    return "-Dbatch=" + batch.fixture().directory();
  }

  private static void assertSameAs(TortureBatch expected, TortureBatch actual, String told) {
    assertEquals(
        WholeResults.summary(expected.output()), WholeResults.summary(actual.output()), told);
    assertEquals(
        WholeResults.of(expected.output()).byId(), WholeResults.of(actual.output()).byId(), told);
  }

  @Test
  void aJvmThatIsKilledOrStoppedCostsNoRunItsResult() {
    TortureBatch undisturbed = undisturbed();
    int wanted = rounds.count(4, 100);
    for (int fired = 0, round = 0; fired < wanted; round++) {
      TortureBatch batch = shared("shot-" + round);
      int before = fired;
      try (CommandLineRun run = batch.start()) {
        while (run.isAlive() && fired < wanted) {
          LockSupport.parkNanos(random.nextInt(LONGEST_LIFE_NANOS));
          List<ProcessHandle> jvms = jvms(batch);
          if (!jvms.isEmpty()) {
            shoot(jvms.get(random.nextInt(jvms.size())), fired++);
          }
        }
        Result result = run.await();
        String told = (fired - before) + " shots, " + rounds.told() + "\n" + result.told();
        assertEquals(0, result.exitCode(), told);
        assertSameAs(undisturbed, batch, told);
        assertEquals(List.of(), jvms(batch), told);
      }
      assertTrue(round < wanted, "all shots miss: " + rounds.told());
    }
  }

  private static void shoot(ProcessHandle jvm, int number) {
    if (number % STOPS_PER_KILL == 1) {
      CommandLineRun.signal("STOP", jvm.pid());
    } else {
      jvm.destroyForcibly();
    }
  }

  @Test
  void theProgramThatIsKilledLeavesNoJvmAndItsBatchIsResumed() {
    TortureBatch undisturbed = undisturbed();
    for (int kill = 0; kill < rounds.count(1, 50); kill++) {
      TortureBatch batch = shared("cut-" + kill);
      try (CommandLineRun run = batch.start()) {
        while (run.isAlive() && jvms(batch).isEmpty()) {
          LockSupport.parkNanos(1_000_000);
        }
        LockSupport.parkNanos(random.nextInt(LONGEST_LIFE_NANOS));
        if (random.nextInt(3) == 0) {
          jvms(batch).forEach(jvm -> CommandLineRun.signal("STOP", jvm.pid()));
        }
        run.kill();
      }
      Awaitility.await(rounds.told())
          .atMost(Duration.ofSeconds(10))
          .until(() -> jvms(batch).isEmpty());

      Result result = batch.call("--resume");

      String told = rounds.told() + "\n" + result.told();
      assertEquals(0, result.exitCode(), told);
      assertSameAs(undisturbed, batch, told);
    }
  }
}
