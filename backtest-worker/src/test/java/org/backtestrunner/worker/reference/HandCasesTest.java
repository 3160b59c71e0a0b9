package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandCasesTest {
  @TempDir Path directory;

  static List<HandCase> cases() {
    return HandCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theReferenceGivesTheRowsThatWereCalculatedByHand(HandCase handCase) {
    Map<String, String> parameters = handCase.writeTo(directory);
    ReferenceResult full = ReferenceBacktest.run(parameters, handCase.bundle());
    assertEquals(Optional.empty(), full.badData());
    ReferenceResult actual =
        handCase.expectedPositions().isPresent()
            ? full
            : new ReferenceResult(
                full.equity(), full.orders(), List.of(), List.of(), Optional.empty());
    double startCapital = Double.parseDouble(parameters.get("start_capital"));
    assertEquals(
        Optional.empty(),
        ResultComparison.firstDifference(handCase.expected(), actual, startCapital));
  }
}
