package org.backtestrunner.worker.property;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.backtestrunner.worker.ProductionRun;
import org.backtestrunner.worker.reference.ReferenceResult;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three output files tell one story, and orders and parameters alone tell it too. */
class AccountingTest {
  @TempDir Path directory;

  static List<String> strategies() {
    return RandomRun.strategies();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void ordersAndRatesReproduceCashCostsAndPositionsAtEveryBar(String strategy) throws IOException {
    int panels = RandomRun.panels(strategy);
    int traded = 0;
    for (long seed = 0; seed < panels; seed++) {
      RandomRun run = RandomRun.draw(strategy, seed, directory);
      ReferenceResult result = ProductionRun.run(run.parameters(), run.out("books"));
      new Books(run, result).check();
      traded += result.orders().isEmpty() ? 0 : 1;
    }
    assertTrue(traded > 0.4 * panels, traded + " traded");
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void afterAWipeOutEverythingIsZero(String strategy) throws IOException {
    int panels = RandomRun.panels(strategy);
    int wipedOut = 0;
    for (long seed = 0; seed < panels; seed++) {
      RandomRun drawn = RandomRun.draw(strategy, seed, directory);
      Map<String, String> reckless = drawn.with(Map.of("max_gross_exposure", "40"));
      RandomRun run = new RandomRun(seed, drawn.directory(), reckless);
      Books books = new Books(run, ProductionRun.run(reckless, run.out("reckless")));
      books.check();
      wipedOut += books.wipedOut() ? 1 : 0;
    }
    assertTrue(wipedOut > 0.2 * panels, wipedOut + " wiped out");
  }
}
