package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.backtestrunner.worker.reference.RandomPanel;
import org.backtestrunner.worker.reference.ReferenceBacktest;
import org.backtestrunner.worker.reference.ReferenceResult;
import org.backtestrunner.worker.reference.ResultComparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine against a second one that shares no code with it, on random data. */
class DifferentialTest {
  /** {@code -Ddifferential.cases=N} tries more of them. */
  private static final int CASES = Integer.getInteger("differential.cases", 100);

  @TempDir Path directory;

  @Test
  void theEngineAgreesWithTheReferenceOnRandomPanelsAndParameters() throws IOException {
    int refused = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Path files = directory.resolve("case" + seed);
      Files.createDirectories(files);
      RandomPanel inputs = RandomPanel.write(new Random(seed), files);
      ReferenceResult expected = ReferenceBacktest.run(inputs.parameters(), inputs.bundle());
      ReferenceResult actual = ProductionRun.run(inputs.parameters(), files.resolve("backtest"));
      double startCapital =
          Double.parseDouble(inputs.parameters().getOrDefault("start_capital", "100000"));
      Optional<String> difference =
          ResultComparison.firstDifference(expected, actual, startCapital);
      assertEquals(
          Optional.empty(), difference, () -> "seed of " + files + ": " + inputs.parameters());
      refused += expected.badData().isPresent() ? 1 : 0;
    }
    assertTrue(refused < CASES / 2, "most random inputs should be good: " + refused);
  }
}
