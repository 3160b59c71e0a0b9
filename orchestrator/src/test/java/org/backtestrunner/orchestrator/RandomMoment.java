package org.backtestrunner.orchestrator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Moments in the life of a batch at which to disturb it. */
final class RandomMoment {
  private static final int LONGEST_UNDISTURBED_MILLIS = 1_800;
  private static final int LONGEST_AFTER_NANOS = 30_000_000;

  private RandomMoment() {}

  /**
   * Waits for some moment; those that are rare and short are looked out for.
   *
   * @return whether the program still runs then
   */
  static boolean isReached(Random random, CommandLineRun run, TortureBatch batch) {
    Path target = batch.output().directory();
    long end = System.nanoTime() + random.nextInt(LONGEST_UNDISTURBED_MILLIS) * 1_000_000L;
    switch (random.nextInt(6)) {
      case 0 -> spin(run, end, () -> Files.exists(target));
      case 1 -> spin(run, end, () -> Files.exists(target.resolve("runs")));
      case 2 -> spin(run, end, () -> Files.exists(target.resolve("batch_summary.csv")));
      case 3 -> {
        int wanted = batch.journal().starts().size() + 1 + random.nextInt(8);
        spin(run, end, () -> batch.journal().starts().size() >= wanted);
      }
      default -> spin(run, end, () -> false);
    }
    if (random.nextBoolean()) {
      spin(run, System.nanoTime() + random.nextInt(LONGEST_AFTER_NANOS), () -> false);
    }
    return run.isAlive();
  }

  /** Waits for a moment that is too short to sleep for, until the program or the time ends. */
  static void spin(CommandLineRun run, long end, BooleanSupplier moment) {
    while (run.isAlive() && System.nanoTime() < end && !moment.getAsBoolean()) {
      LockSupport.parkNanos(50_000);
    }
  }
}
