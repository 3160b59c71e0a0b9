package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch of all kinds of runs leaves the same however many of them share a JVM. */
@Tag("torture")
class SharedModesTortureIT {
  private static final List<String> STRATEGIES =
      List.of("multifactor_long_short", "trend_baseline", "buy_and_hold");

  /** One in so many has no bars between its dates; another one's prices fill more than the heap. */
  private static final int A_BAD_ONE = 10;

  private static final int A_HUNGRY_ONE = 24;

  private static final List<String> MANNERS =
      List.of(
          ("good data good refusing good bug good killed good hungry uncaught good silent good broken"
                  + " good")
              .split(" "));

  /** Each ends by its time limit, which takes as long. */
  private static final int A_SLOW_ONE = 60;

  @TempDir Path directory;
  private final Rounds rounds = Rounds.ofBuild();

  /** How runs are executed. */
  private record Mode(String runsPerJvm, int workers) {}

  private List<Mode> modes() {
    if (rounds.full().isEmpty()) {
      return List.of(new Mode("2", 1), new Mode("unlimited", 4));
    }
    List<Mode> modes = new ArrayList<>();
    for (String runsPerJvm : List.of("1", "2", "7", "unlimited")) {
      modes.add(new Mode(runsPerJvm, 1));
      modes.add(new Mode(runsPerJvm, 4));
    }
    return modes;
  }

  @Test
  void realRunsOfAllStrategiesAndFailingAndHungryOnesLeaveTheSame() {
    BatchFixture fixture = new BatchFixture(directory);
    List<String> runs = new ArrayList<>();
    Set<String> bad = new HashSet<>();
    for (int i = 0; i < rounds.count(26, 150); i++) {
      String strategy = STRATEGIES.get(i % STRATEGIES.size());
      String more = "";
      if (i % A_BAD_ONE == 4) {
        more = ", start_date: \"2001-01-01\", end_date: \"2001-12-31\"";
        bad.add("run-" + i);
      } else if (i % A_HUNGRY_ONE == 11) {
        strategy = "buy_and_hold";
        more = ", price_file: \"large.csv\"";
        bad.add("run-" + i);
      }
      runs.add(
          "{id: \"run-%d\", overrides: {commission_bps: %d, strategy: \"%s\"%s}}"
              .formatted(i, i, strategy, more));
    }
    fixture.writePrices("large.csv", 200, 3_000);
    fixture.writeBatch(
        "mixed",
        "worker_memory: \"24m\"\ncircuit_breaker: off\nruns:\n  - "
            + String.join("\n  - ", runs)
            + "\n");
    LeftBehind alone = real(fixture, new Mode("1", 2));

    assertEquals(runs.size() - bad.size(), alone.results().size());
    assertTrue(bad.stream().noneMatch(alone.results()::containsKey), bad.toString());
    for (Mode mode : modes()) {
      assertEquals(alone, real(fixture, mode), mode.toString());
    }
  }

  private LeftBehind real(BatchFixture fixture, Mode mode) {
    Result result =
        fixture.batch(
            "--rerun", "--max-workers", "" + mode.workers(), "--runs-per-jvm", mode.runsPerJvm());
    assertEquals(1, result.exitCode(), result::told);
    return LeftBehind.of(fixture.output("mixed"), result);
  }

  @Test
  void runsThatEndInAllWaysLeaveTheSame() {
    assumeTrue(rounds.full().isPresent(), "SharedJvmsIT does it with every build");
    int count = rounds.count(0, 150);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add((i % A_SLOW_ONE == 5 ? "slow" : MANNERS.get(i % MANNERS.size())) + "-" + i);
    }
    LeftBehind alone = unruly(ids, new Mode("1", 2));

    long good = ids.stream().filter(id -> id.startsWith("good")).count();
    assertEquals(good, alone.results().size());
    for (Mode mode : modes()) {
      assertEquals(alone, unruly(ids, mode), mode.toString());
    }
  }

  private LeftBehind unruly(List<String> ids, Mode mode) {
    Path place = directory.resolve(mode.runsPerJvm() + "-" + mode.workers());
    TortureBatch batch = TortureBatch.in(place, "ended");
    batch.fixture().makeServingWorker("worker.jar", UnrulyWorker.class);
    batch.write(
        "timeout_per_run: \"4s\"\ncircuit_breaker: off\nworker_memory: \"32m\"\nmax_workers: "
            + mode.workers(),
        ids);
    Result result = batch.call("--runs-per-jvm", mode.runsPerJvm());
    assertEquals(1, result.exitCode(), result::told);
    assertEquals(List.of(), batch.workers(), "nobody is left");
    return LeftBehind.of(batch.output(), result);
  }
}
