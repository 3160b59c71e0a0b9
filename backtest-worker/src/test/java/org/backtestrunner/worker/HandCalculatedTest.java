package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.reference.HandCase;
import org.backtestrunner.worker.reference.HandCases;
import org.backtestrunner.worker.reference.ReferenceResult;
import org.backtestrunner.worker.reference.ResultComparison;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandCalculatedTest {
  @TempDir Path directory;

  static List<HandCase> cases() {
    return HandCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theEngineGivesTheRowsThatWereCalculatedByHand(HandCase handCase) {
    Map<String, String> parameters = handCase.writeTo(directory);
    ReferenceResult actual = ProductionRun.run(parameters, directory.resolve("backtest"));
    assertEquals(Optional.empty(), actual.badData());
    ReferenceResult expected = handCase.expected();
    if (handCase.expectedPositions().isEmpty()) {
      actual = actual.withoutPositions();
    }
    assertEquals(
        Optional.empty(),
        ResultComparison.firstDifference(
            expected, actual, Double.parseDouble(parameters.get("start_capital"))));
  }
}
