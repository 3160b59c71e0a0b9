package org.backtestrunner.orchestrator.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchHealthTest {

  private static final String STARTED = "2026-01-02T03:04:05Z";

  @TempDir Path root;

  private BatchOnDisk batch(String name) {
    return new BatchOnDisk(root, name);
  }

  @Test
  void aBatchInWhichEveryRunSucceededIsOk() throws IOException {
    batch("grid").with(12, "success").write("finished", STARTED);

    Judged judged = Judged.of(root);

    assertEquals(HealthLevel.OK, judged.level());
    assertEquals(4, judged.count(), judged::details);
    assertEquals("OK 12/12", judged.check("batch_latest_status"));
    assertEquals("OK 0.0000", judged.check("batch_failure_rate"));
    assertEquals("OK 0/12", judged.check("batch_missing_manifests"));
    assertEquals("OK 0/12", judged.check("batch_warnings"));
    assertTrue(
        judged.details().contains("grid: state finished, started " + STARTED), judged.details());
  }

  @Test
  void someFailuresAreAWarningEvenBelowTheThreshold() throws IOException {
    batch("grid").with(10, "success").with(2, "failed").write("finished", STARTED);

    Judged judged = Judged.of(root);

    assertEquals(HealthLevel.WARN, judged.level());
    assertEquals("WARN 10/12", judged.check("batch_latest_status"));
    assertEquals("OK 0.1667", judged.check("batch_failure_rate"));
  }

  @Test
  void aBatchWithoutAnySuccessIsCriticalWhateverTheThreshold() throws IOException {
    batch("grid").with(3, "failed").write("finished", STARTED);

    Judged judged = Judged.of(root, "1");

    assertEquals(HealthLevel.CRITICAL, judged.level());
    assertEquals("CRITICAL 0/3", judged.check("batch_latest_status"));
    assertEquals("CRITICAL 1.0000", judged.check("batch_failure_rate"));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.2, OK", // equal to the threshold
    "3, 0.2, WARN",
    "4, 0.2, WARN",
    "5, 0.2, CRITICAL", // half of them
    "5, 0.5, OK",
    "6, 0.5, CRITICAL",
    "3, 0.3, OK",
    "0, 0, OK",
    "1, 0, WARN",
    "1, 0.0999999999999999999999, WARN",
    "9, 1, OK",
  })
  void theFailureRateHasSharpBorders(int failed, String threshold, String level)
      throws IOException {
    batch("grid").with(10 - failed, "success").with(failed, "failed").write("finished", STARTED);

    Judged judged = Judged.of(root, threshold);

    assertEquals(
        level + " 0." + failed + "000", judged.check("batch_failure_rate"), judged.details());
  }

  @Test
  void timeoutsAndSkippedRunsCountAsFailures() throws IOException {
    batch("grid")
        .with(7, "success")
        .with(1, "failed")
        .with(1, "timeout")
        .with(1, "skipped")
        .write("finished", STARTED);

    Judged judged = Judged.of(root);

    assertEquals("WARN 0.3000", judged.check("batch_failure_rate"));
    assertTrue(
        judged.details().contains("7 success, 1 failed, 1 timeout, 1 skipped"), judged.details());
  }

  @Test
  void runsThatWereNotSelectedAreNeitherFailuresNorExpected() throws IOException {
    batch("grid").with(2, "success").withNotSelected(10).write("finished", STARTED);

    Judged judged = Judged.of(root, "0");

    assertEquals(HealthLevel.OK, judged.level(), judged::details);
    assertEquals("OK 2/2", judged.check("batch_latest_status"));
    assertEquals("OK 0.0000", judged.check("batch_failure_rate"));
    assertEquals("OK 0/2", judged.check("batch_warnings"));
    assertTrue(
        judged.details().contains("2 success, 0 failed, 0 timeout, 0 skipped, 10 not selected"),
        judged.details());
  }

  @Test
  void ofASelectionTheSelectedRunsAreJudged() throws IOException {
    batch("grid")
        .with(1, "success")
        .with(1, "failed")
        .with(1, "skipped")
        .withNotSelected(10)
        .write("finished", STARTED);

    Judged judged = Judged.of(root);

    assertEquals("WARN 1/3", judged.check("batch_latest_status"));
    assertEquals("CRITICAL 0.6667", judged.check("batch_failure_rate"));
  }

  @ParameterizedTest
  @CsvSource({"0, OK", "1, WARN", "2, WARN", "3, CRITICAL", "20, CRITICAL"})
  void upToATenthOfMissingRunManifestsIsAWarning(int missing, String level) throws IOException {
    batch("grid").with(20 - missing, "success").withUnended(missing).write("finished", STARTED);

    Judged judged = Judged.of(root);

    assertEquals(level + " " + missing + "/20", judged.check("batch_missing_manifests"));
    assertEquals("OK 20/20", judged.check("batch_latest_status"));
  }

  @Test
  void missingRunsAreNamed() throws IOException {
    batch("grid").with(4, "success").withUnended(7).write("finished", STARTED);

    assertTrue(
        Judged.of(root).details().contains(": run_4, run_5, run_6, run_7, run_8 and 2 more"),
        Judged.of(root).details());
  }

  @Test
  void aRunManifestIsMatchedByItsExactId() throws IOException {
    // "run_1" is part of "run_10", and the two long ids share a directory name but for the index.
    String longName = "x".repeat(90);
    BatchOnDisk batch =
        batch("grid")
            .with("run_1", "success")
            .with("run_10", "success")
            .with(longName + "_a", "success")
            .with(longName + "_b", "success");
    batch.write("finished", STARTED);
    assertEquals("OK 0/4", Judged.of(root).check("batch_missing_manifests"));

    Files.delete(batch.runManifest(0));
    Files.delete(batch.runManifest(3));

    Judged judged = Judged.of(root);
    assertEquals("CRITICAL 2/4", judged.check("batch_missing_manifests"));
    assertTrue(judged.details().contains(": run_1, " + longName + "_b"), judged.details());
  }

  @Test
  void aBrokenRunManifestIsAMissingOneAndItsPlaceIsShown() throws IOException {
    BatchOnDisk batch = batch("grid").with(10, "success");
    batch.write("finished", STARTED);
    Files.writeString(batch.runManifest(3), "{\"run_id\": \"run_3\", ");

    Judged judged = Judged.of(root);

    assertEquals("WARN 1/10", judged.check("batch_missing_manifests"));
    assertTrue(
        judged.details().contains("unreadable: runs/0003_run_3/run_manifest.json"),
        judged.details());
  }

  @Test
  void aRunningBatchIsAWarningAndOnlyEndedRunsCount() throws IOException {
    batch("grid").with(5, "success").with(1, "failed").withUnended(6).writeAtStart(STARTED);

    Judged judged = Judged.of(root);

    assertEquals(HealthLevel.WARN, judged.level());
    assertEquals("WARN 5/12", judged.check("batch_latest_status"));
    assertEquals("OK 0.0833", judged.check("batch_failure_rate"));
    assertEquals("OK 0/12", judged.check("batch_missing_manifests"));
    assertTrue(judged.details().contains("6 not ended"), judged.details());
  }

  @Test
  void aBatchThatHasJustBegunIsNoFailure() throws IOException {
    batch("grid").withUnended(12).writeAtStart(STARTED);

    Judged judged = Judged.of(root);

    assertEquals(HealthLevel.WARN, judged.level());
    assertEquals("WARN 0/12", judged.check("batch_latest_status"));
    assertEquals("OK 0.0000", judged.check("batch_failure_rate"));
  }

  @Test
  void aManifestWithoutAnyCountsIsEnoughForARunningBatch() throws IOException {
    BatchOnDisk batch = batch("grid").with(2, "success");
    Path manifest = batch.write("running", STARTED);
    Files.writeString(manifest, "{\"state\": \"running\", \"started_at\": \"" + STARTED + "\"}");

    assertEquals("WARN 2/2", Judged.of(root).check("batch_latest_status"));
  }

  @Test
  void anInterruptedBatchIsAWarningAndItsSkippedRunsCountAsFailures() throws IOException {
    batch("grid").with(9, "success").with(3, "skipped").write("interrupted", STARTED);

    Judged judged = Judged.of(root);

    assertEquals(HealthLevel.WARN, judged.level());
    assertEquals("WARN 9/12", judged.check("batch_latest_status"));
    assertEquals("WARN 0.2500", judged.check("batch_failure_rate"));
  }

  @Test
  void aBatchWithoutRunDirectoriesLacksEveryRunManifest() throws IOException {
    BatchOnDisk batch = batch("grid").with(1, "success");
    batch.write("finished", STARTED);
    Files.delete(batch.runManifest(0));
    Files.delete(batch.runManifest(0).getParent());
    Files.delete(batch.runManifest(0).getParent().getParent());

    assertEquals("CRITICAL 1/1", Judged.of(root).check("batch_missing_manifests"));
  }

  @Test
  void runsWithSeriousWarningsAreCountedAndTheirKindsNamedWithTheirNumbers() throws IOException {
    batch("grid")
        .with(11, "success")
        .with(1, "failed")
        .warn(0, "split", true)
        .warn(0, "split", true)
        .warn(0, "gaps", false)
        .warn(3, "gaps", false)
        .warn(5, "no_orders", true)
        .warn(5, "split", true)
        .warn(11, "skipped_rebalance", true)
        .write("finished", STARTED);

    Judged judged = Judged.of(root);

    assertEquals("WARN 3/12", judged.check("batch_warnings"));
    assertTrue(
        judged
            .details()
            .endsWith(
                "grid: 3 of 12 runs have serious warnings: no_orders 1, split 2,"
                    + " skipped_rebalance 1"),
        judged.details());
  }

  @Test
  void warningsAreNeverCritical() throws IOException {
    batch("grid").with(1, "success").warn(0, "wipe_out", true).write("finished", STARTED);

    assertEquals(HealthLevel.WARN, Judged.of(root).level());
  }

  @Test
  void notesAndTheTextsOfOlderManifestsAreNoSeriousWarnings() throws IOException {
    BatchOnDisk batch = batch("grid").with(2, "success").warn(0, "ties", false);
    batch.write("finished", STARTED);
    Files.writeString(
        batch.runManifest(1),
        "{\"run_id\": \"run_1\", \"status\": \"success\", \"warnings\": [\"wiped out\"]}");

    assertEquals("OK 0/2", Judged.of(root).check("batch_warnings"));
  }

  @Test
  void aRunThatTheBatchNoLongerPlansIsNotCounted() throws IOException {
    batch("grid").with(1, "success").write("finished", STARTED);
    new BatchOnDisk(root, "grid")
        .with("run_0", "success")
        .with("gone", "success")
        .warn(1, "split", true);

    assertEquals("OK 0/1", Judged.of(root).check("batch_warnings"));
  }
}
