package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the program to end at moments of all kinds, and takes its word for how to go on. */
@Tag("torture")
class SignalsTortureIT {
  private static final List<String> IDS = TortureBatch.ids("work", 12);
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  @TempDir Path directory;
  private final Rounds rounds = Rounds.ofBuild();
  private final Random random = rounds.random();

  @Test
  void aSignalAtAnyMomentLeavesACompleteSummaryAndACommandThatFinishesTheBatch() {
    int signals = rounds.count(4, 25);
    int heard = 0;
    // On a fast machine a batch may end before its moment: then more rounds are made, not fewer.
    for (int round = 0; round < signals || heard <= signals / 4 && round < 6 * signals; round++) {
      TortureBatch batch = TortureBatch.in(directory.resolve("batch-" + round), "cut");
      batch.write("max_workers: 2", IDS);
      boolean terminate = round % 2 == 0;
      boolean terminal = random.nextBoolean();
      // A terminal signals all processes at its front at once.
      boolean group = random.nextBoolean() && Files.isExecutable(SETSID);
      try (CommandLineRun run = start(batch, terminal, group)) {
        boolean reached = RandomMoment.isReached(random, run, batch);
        if (reached) {
          // It may end by itself before the signal comes.
          String kill =
              "kill -" + (terminate ? "TERM " : "INT ") + (group ? "-- -" : "") + run.pid();
          CommandLineRun.call(directory, Map.of(), List.of("/bin/sh", "-c", kill));
        }
        Result result = run.await();
        heard += result.exitCode() > 128 ? 1 : 0;
        String told = "round " + round + ", " + rounds.told() + "\n" + result.told();
        assertFalse(result.errText().contains("\tat "), told);
        assertTrue(Set.of(terminate ? 143 : 130, 0).contains(result.exitCode()), told);
        assertEquals(List.of(), run.workers(), told);
        if (terminal) {
          assertTheLiveLineIsTrueAndGone(result, told);
        }
        assertWhole(batch, result, told);
        finish(batch, result, told);
      }
    }
    assertTrue(heard > signals / 4, () -> "most signals came too late: " + rounds.told());
  }

  private CommandLineRun start(TortureBatch batch, boolean terminal, boolean group) {
    List<String> command = new ArrayList<>(CommandLineRun.program(BatchFixture.batchArguments()));
    command.add(1, "-Dbacktest.stderr.columns=" + (terminal ? "120" : ""));
    if (group) {
      command.add(0, SETSID.toString());
    }
    return CommandLineRun.start(batch.fixture().directory(), Map.of(), command);
  }

  private static void assertTheLiveLineIsTrueAndGone(Result result, String told) {
    List<String> err = result.err();
    for (int i = 0; i < err.size(); i++) {
      assertFalse(err.get(i).matches(".*done, [1-9][0-9]* failed.*"), told);
      if (err.get(i).matches(".*[0-9]/12 done, .* elapsed.*")) {
        assertTrue(i + 1 < err.size(), told);
        assertTrue(err.get(i + 1).startsWith(TortureBatch.ERASED_LINE), told);
      }
    }
  }

  private static void assertWhole(TortureBatch batch, Result result, String told) {
    if (!Files.exists(batch.output().directory())) {
      assertTrue(result.exitCode() > 128, told);
      return;
    }
    WholeResults.of(batch.output());
    assertEquals(IDS, batch.output().column("run_id"), told);
    if (result.exitCode() == 0) {
      assertEquals("finished", batch.output().state(), told);
    } else {
      List<String> statuses = batch.output().column("status");
      assertTrue(Set.of("success", "skipped").containsAll(statuses), told);
      assertTrue(batch.printedCommand(result).isPresent(), told);
    }
  }

  /** With the words that were printed; what starts the program is that of the tests. */
  private static void finish(TortureBatch batch, Result result, String told) {
    List<String> before = batch.journal().starts();
    List<String> successes =
        Files.exists(batch.output().directory())
            ? new ArrayList<>(WholeResults.of(batch.output()).byId().keySet())
            : List.of();
    Result resumed =
        batch.printedCommand(result).isPresent()
            ? batch.callPrinted(result)
            : batch.call("--resume");

    assertEquals(0, resumed.exitCode(), () -> told + "\n" + resumed.told());
    assertEquals(IDS, batch.output().column("run_id"), told);
    List<String> starts = batch.journal().starts();
    List<String> again = starts.subList(before.size(), starts.size());
    assertEquals(IDS.size() - successes.size(), again.size(), told);
    assertTrue(again.stream().noneMatch(successes::contains), told);
  }
}
