package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A grid of twelve real backtests, all of which succeed. */
abstract class GridBatch {
  static final List<String> EXPOSURES = List.of("0.6", "0.8", "1.0", "1.2");
  static final List<String> COMMISSIONS = List.of("0.0", "0.5", "1.0");

  @TempDir static Path directory;
  static BatchFixture fixture;
  static Result result;
  static BatchOutput output;

  @BeforeAll
  static void runTheGrid() {
    fixture = new BatchFixture(directory);
    fixture.writeBatch(
        "grid",
        """
        grid:
          max_gross_exposure: [0.6, 0.8, 1.0, 1.2]
          commission_bps: [0.0, 0.5, 1.0]
        """);
    result = fixture.batch();
    output = fixture.output("grid");
    assertEquals(0, result.exitCode(), result::told);
  }

  static List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (String exposure : EXPOSURES) {
      for (String commission : COMMISSIONS) {
        ids.add(
            "max_gross_exposure_%s_commission_bps_%s"
                .formatted(exposure.replace('.', '_'), commission.replace('.', '_')));
      }
    }
    return ids;
  }
}
