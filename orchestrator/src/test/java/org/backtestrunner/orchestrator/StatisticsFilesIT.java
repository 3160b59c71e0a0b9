package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;

/** When the files of the statistics are written, and when they are not. */
class StatisticsFilesIT extends StatisticsBatches {
  @Test
  void theFilesAreNotWrittenWhereNobodyWantsThemAndGoAway() {
    Path batch = write("quiet", 8, 120, "2015-06-30", "grid: {top_quantile: [0.1, 0.2]}\n");
    assertEquals(0, fixture().batch().exitCode());
    FILES.forEach(file -> assertTrue(Files.exists(batch.resolve(file)), file));
    String summary = BatchOutput.text(batch.resolve("batch_summary.csv"));

    Result result = fixture().batch("--resume", "--no-report");

    assertEquals(0, result.exitCode(), result::told);
    FILES.forEach(file -> assertFalse(Files.exists(batch.resolve(file)), file));
    assertFalse(Files.exists(batch.resolve("sensitivity.csv")));
    assertFalse(result.outText().contains("candidates"), result::told);
    assertEquals(summary, BatchOutput.text(batch.resolve("batch_summary.csv")));
  }

  @Test
  void whatCannotBeWrittenIsOneWarningAndNoFailure() throws IOException {
    Path batch = write("walled", 8, 120, "2015-06-30", "grid: {top_quantile: [0.1, 0.2]}\n");
    assertEquals(0, fixture().batch("--no-report").exitCode());
    Files.createDirectories(batch.resolve("best_params.json/full"));

    Result result = fixture().batch("--resume");

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(
        1, result.err().stream().filter(line -> line.startsWith("Warning: the stat")).count());
    assertEquals("finished", fixture().output("walled").state());
  }

  @Test
  void aStoppedBatchHasNoStatisticsAndKeepsNoOldOnes() throws Exception {
    BatchFixture fixture = fixture();
    fixture.writeStubBatch("stopped", "", "good", "gate");
    try (CommandLineRun run = fixture.startBatch()) {
      BatchOutput output = fixture.output("stopped");
      CommandLineRun.await("the start of a run", () -> output.hasStarted(1, "gate"));
      Files.writeString(output.directory().resolve("batch_report.md"), "old");
      run.signal("TERM");
      assertEquals(143, run.await().exitCode());
      FILES.forEach(file -> assertFalse(Files.exists(output.directory().resolve(file)), file));
    }
  }
}
