package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.orchestrator.launch.execute.AvailableMemory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a batch spares the machine and the user's time. */
@Tag("torture")
class LimitsTortureIT {
  private static final String BREAKER = "so a common fault is likely";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void aBatchThatAllFailsAlikeIsStoppedAfterAFewRuns(int workers) {
    TortureBatch batch = TortureBatch.in(directory, "wrong");
    batch.write("max_workers: " + workers, TortureBatch.ids("data", 20));

    Result result = batch.call();

    assertEquals(3, result.exitCode(), result::told);
    int failed = Math.max(5, workers);
    assertTrue(
        result.err().stream()
            .anyMatch(
                line -> line.startsWith("The first " + failed + " runs") && line.contains(BREAKER)),
        result::told);
    int started = batch.journal().starts().size();
    assertTrue(started >= failed && started < failed + workers, () -> started + result.told());
    assertEquals(20, batch.output().rows().size());
  }

  @Test
  void whoWantsAllOfThemGetsThem() {
    TortureBatch batch = TortureBatch.in(directory, "wrong");
    batch.write("circuit_breaker: off", TortureBatch.ids("data", 7));

    Result result = batch.call();

    assertEquals(1, result.exitCode(), result::told);
    assertEquals(7, batch.journal().starts().size());
  }

  @Test
  void failuresThatDifferStopNothing() {
    TortureBatch batch = TortureBatch.in(directory, "wrong");
    batch.write("max_workers: 2", TortureBatch.ids("unlike", 7));

    Result result = batch.call();

    assertEquals(1, result.exitCode(), result::told);
    assertEquals(7, batch.journal().starts().size());
  }

  @Test
  void noMoreWorkersRunAtOnceThanMemoryAllows() {
    OptionalLong available = AvailableMemory.mebibytes();
    assumeTrue(available.isPresent(), "how much memory is available is not known here");
    TortureBatch batch = TortureBatch.in(directory, "large");
    String memory = available.getAsLong() * 7 / 10 + "m";
    batch.write("max_workers: 3\nworker_memory: " + memory, TortureBatch.ids("work", 3));

    Result result = batch.call();

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(
        1,
        result.err().stream().filter(line -> line.startsWith("Memory allows 1 of 3")).count(),
        result::told);
    assertEquals(1, batch.journal().mostAtOnce());
  }
}
