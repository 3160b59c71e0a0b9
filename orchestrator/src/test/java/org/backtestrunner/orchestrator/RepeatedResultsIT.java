package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contents;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal inputs give equal results, however, wherever and how often they are computed. */
class RepeatedResultsIT {
  private static final List<String> IDS =
      List.of(
          "fill_price_open_universe_sample_0_5",
          "fill_price_open_universe_sample_1",
          "fill_price_close_universe_sample_0_5",
          "fill_price_close_universe_sample_1");

  @TempDir private static Path directory;
  private static BatchFixture fixture;
  private static BatchOutput output;

  @BeforeAll
  static void runFourAtATime() {
    fixture = new BatchFixture(directory);
    fixture.writeBatch(
        "repeated",
        """
        grid:
          fill_price: [open, close]
          universe_sample: [0.5, 1]
        """);
    assertEquals(0, fixture.batch("--max-workers", "4").exitCode());
    output = fixture.output("repeated");
    assertEquals(IDS, output.column("run_id"));
  }

  @Test
  void oneAtATimeGivesTheSameFilesAndTheSameMetrics() {
    Result serial = fixture.batch("--serial", "--output-root", "serial");

    assertEquals(0, serial.exitCode(), serial::told);
    BatchOutput alone = new BatchOutput(directory.resolve("serial/repeated"));
    for (int i = 0; i < IDS.size(); i++) {
      assertEquals(
          contents(output.run(i, IDS.get(i)).resolve("backtest")),
          contents(alone.run(i, IDS.get(i)).resolve("backtest")));
      assertEquals(
          output.summary().get("runs").get(i).get("metrics"),
          alone.summary().get("runs").get(i).get("metrics"));
    }
    assertEquals(output.summary().get("trials"), alone.summary().get("trials"));
    assertEquals(output.column("params_hash"), alone.column("params_hash"));
  }

  @Test
  void aRunIsRepeatedByteForByteFromAnyDirectory(@TempDir Path elsewhere) {
    for (int i = 0; i < IDS.size(); i++) {
      Path run = output.run(i, IDS.get(i));
      Result replay =
          CommandLineRun.call(
              elsewhere,
              Map.of(),
              CommandLineRun.java(
                  "-jar",
                  CommandLineRun.WORKER_JAR.toString(),
                  "@" + run.resolve("worker.args"),
                  "--out",
                  "again-" + i));

      assertEquals(0, replay.exitCode(), replay::told);
      assertEquals(contents(run.resolve("backtest")), contents(elsewhere.resolve("again-" + i)));
    }
  }
}
