package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the program while it puts one batch in the place of another, or runs in other places. */
@Tag("torture")
class ReplacedBatchTortureIT {
  private static final int FILES_TO_DELETE = 300;
  private static final long LONGEST_WAIT_NANOS = 10_000_000_000L;
  private static final int LONGEST_AFTER_NANOS = 3_000_000;

  @TempDir Path directory;
  private final Rounds rounds = Rounds.ofBuild();
  private final Random random = rounds.random();

  @Test
  void aKilledRerunLeavesTheOldBatchOrTheNewOneAndNoTraceAfterTheNextStart() throws IOException {
    TortureBatch batch = TortureBatch.in(directory, "twice");
    batch.write("", List.of("good-1", "good-2"));
    assertEquals(0, batch.call().exitCode());
    WholeResults results = WholeResults.of(batch.output());

    for (int round = rounds.count(2, 25); round > 0; round--) {
      for (int i = 0; i < FILES_TO_DELETE; i++) {
        Files.writeString(batch.output().run(0, "good-1").resolve("note-" + i), "");
      }
      killAtAMomentOfReplacement(batch);

      List<Path> whole =
          beside(batch).stream()
              .filter(path -> path.getFileName().toString().matches("twice|\\.twice\\.replaced.*"))
              .filter(path -> Files.exists(path.resolve("batch_manifest.json")))
              .toList();
      String told = rounds.told() + " " + beside(batch);
      assertTrue(!whole.isEmpty(), told);
      whole.forEach(path -> WholeResults.of(new BatchOutput(path)));

      if (round % 3 == 1) {
        Result plain = batch.call();
        assertEquals(2, plain.exitCode(), () -> told + plain.told());
      }
      Result resumed = batch.call("--resume");
      assertEquals(0, resumed.exitCode(), () -> told + resumed.told());
      assertEquals(results.byId(), WholeResults.of(batch.output()).byId(), told);
      assertEquals(
          List.of(".twice.lock", "trial_ledger.jsonl", "twice"),
          beside(batch).stream().map(path -> path.getFileName().toString()).toList(),
          told);
    }
  }

  private void killAtAMomentOfReplacement(TortureBatch batch) {
    Path target = batch.output().directory();
    BooleanSupplier moment =
        switch (random.nextInt(3)) {
          case 0 -> () -> !Files.exists(target);
          case 1 -> () -> beside(batch).size() > 2;
          default -> () -> beside(batch).toString().contains(".discarded-");
        };
    killSoonAfter(moment, batch, "--rerun");
  }

  private void killSoonAfter(BooleanSupplier moment, TortureBatch batch, String option) {
    try (CommandLineRun run = batch.start(option)) {
      RandomMoment.spin(run, System.nanoTime() + LONGEST_WAIT_NANOS, moment);
      if (random.nextInt(3) > 0) {
        long end = System.nanoTime() + random.nextInt(LONGEST_AFTER_NANOS);
        RandomMoment.spin(run, end, () -> false);
      }
      run.kill();
    }
  }

  private static List<Path> beside(TortureBatch batch) {
    try (var paths = Files.list(batch.path("out"))) {
      return paths.sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void aKilledResumptionLosesNothingOnTheWayToOtherPlaces() {
    List<String> ids = new ArrayList<>(TortureBatch.ids("good", 12));
    TortureBatch batch = TortureBatch.in(directory, "moved");
    batch.write("", ids);
    assertEquals(0, batch.call().exitCode());
    WholeResults all = WholeResults.of(batch.output());
    int started = batch.journal().starts().size();

    for (int round = rounds.count(3, 25); round > 0; round--) {
      Collections.shuffle(ids, random);
      batch.write("", ids);
      Path runs = batch.output().directory().resolve("runs");
      killSoonAfter(() -> Files.exists(runs.resolve(".moving")), batch, "--resume");

      assertEquals(all, WholeResults.of(batch.output()), rounds.told());
    }
    Result result = batch.call("--resume");
    assertEquals(0, result.exitCode(), () -> rounds.told() + result.told());
    assertEquals(all, WholeResults.of(batch.output()), rounds.told());
    assertEquals(ids, batch.output().column("run_id"), rounds.told());
    assertEquals(started, batch.journal().starts().size(), rounds.told());
  }
}
