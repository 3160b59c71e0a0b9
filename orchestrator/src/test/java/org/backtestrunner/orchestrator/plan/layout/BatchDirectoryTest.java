package org.backtestrunner.orchestrator.plan.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Locale;
import org.backtestrunner.orchestrator.config.Configs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchDirectoryTest {
  private static final BatchDirectory BATCH = new BatchDirectory(Path.of("/out/batch"));

  @Test
  void theFilesOfABatchAreWhereTheContractSays() {
    assertEquals(Path.of("/out/batch/batch_config.yaml"), BATCH.config());
    assertEquals(
        Path.of("/out/batch/inputs/0123456789abcdef-my_bundle.yaml"),
        BATCH.keptInput("0123456789abcdef".repeat(4), Path.of("/data/my bundle.yaml")));
    assertEquals(Path.of("/out/batch/batch_manifest.json"), BATCH.manifest());
    assertEquals(Path.of("/out/batch/batch_summary.csv"), BATCH.summaryCsv());
    assertEquals(Path.of("/out/batch/batch_summary.json"), BATCH.summaryJson());
    assertEquals(Path.of("/out/batch/runs"), BATCH.runs());
  }

  @Test
  void theFilesOfARunAreWhereTheContractSays() {
    RunDirectory run = BATCH.run(7, "x");
    assertEquals(Path.of("/out/batch/runs/0007_x"), run.path());
    assertEquals(Path.of("/out/batch/runs/0007_x/worker.args"), run.workerArguments());
    assertEquals(Path.of("/out/batch/runs/0007_x/run.log"), run.log());
    assertEquals(Path.of("/out/batch/runs/0007_x/run_manifest.json"), run.manifest());
    Path backtest = Path.of("/out/batch/runs/0007_x/backtest");
    assertEquals(backtest, run.backtest());
    assertEquals(backtest.resolve("portfolio_equity_5min.csv"), run.equity("5min"));
    assertEquals(backtest.resolve("orders_1d.csv"), run.orders("1d"));
    assertEquals(backtest.resolve("positions_1d.csv"), run.positions("1d"));
  }

  @Test
  void aLongIdIsCutTo80Characters() {
    assertEquals(
        "0000_" + "a".repeat(80), BATCH.run(0, "a".repeat(81)).path().getFileName().toString());
  }

  @Test
  void anIndexBeyondFourDigitsIsWrittenInFull() {
    assertEquals("12345_x", BATCH.run(12345, "x").path().getFileName().toString());
  }

  @Test
  void digitsAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertEquals("0042_x", BATCH.run(42, "x").path().getFileName().toString());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aBatchLiesBelowItsOutputRoot(@TempDir Path directory) {
    String yaml = Configs.BASE + "output_root: out\nruns: [{id: one}]\n";
    assertEquals(
        directory.resolve("out/batch"),
        BatchDirectory.of(new Configs(directory).read(yaml)).path());
  }

  @Test
  void relativePathsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new BatchDirectory(Path.of("out")));
    assertThrows(IllegalArgumentException.class, () -> new RunDirectory(Path.of("out")));
  }
}
