package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailFastIT {
  /** Two at a time: the second waits while the third fails, so the rest is never begun. */
  private static final String[] IDS = {"good", "gate", "data", "good-2", "good-3"};

  @TempDir Path directory;
  private BatchFixture fixture;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    output = fixture.output("hasty");
  }

  @Test
  void theFirstFailureEndsTheBatch() {
    fixture.writeStubBatch("hasty", "max_workers: 2", IDS);
    assertEndedByFirstFailure(fixture.batch("--fail-fast"));
  }

  @Test
  void theConfigCanAskForIt() {
    fixture.writeStubBatch("hasty", "max_workers: 2\nfail_fast: true", IDS);
    assertEndedByFirstFailure(fixture.batch());
  }

  private void assertEndedByFirstFailure(Result result) {
    assertEquals(3, result.exitCode(), result::told);
    assertEquals(List.of(IDS), output.column("run_id"));
    output.assertRow("good", "success", "", "0");
    output.assertRow("data", "failed", "bad_data", "65");
    for (String id : List.of("gate", "good-2", "good-3")) {
      assertEquals("skipped", output.row(id).get("status"), id);
      assertEquals("fail_fast", output.row(id).get("cause"), id);
    }
    assertEquals("0", output.row("good-2").get("attempts"));
    assertFalse(Files.exists(output.run(3, "good-2").resolve("run.log")));
    assertTrue(Files.exists(output.run(4, "good-3").resolve("run_manifest.json")));
    if (output.hasStarted(1, "gate")) {
      assertTrue(ProcessHandle.of(output.pid(1, "gate")).isEmpty());
    }
    assertEquals("finished", output.state());
    assertEquals(3, output.manifest().at("/run_results_summary/skipped_count").asInt());
    assertTrue(result.out().contains("1 of 5 runs succeeded, 1 failed, 3 skipped"), result::told);
    String last = result.err().get(result.err().size() - 1);
    assertTrue(last.startsWith("After mending the fault, finish the batch: "), last);
    assertTrue(last.endsWith(" --resume"), last);
    assertEquals(2, fixture.checkHealth().exitCode());
  }

  @Test
  void withoutAFailureNothingEndsEarly() {
    fixture.writeStubBatch("hasty", "", "good-1", "good-2", "good-3");

    Result result = fixture.batch("--fail-fast", "--serial");

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(List.of("success", "success", "success"), output.column("status"));
  }

  @Test
  void withoutFailFastAFailureEndsNothing() {
    fixture.writeStubBatch("hasty", "max_workers: 1", "data", "good-1", "good-2");

    assertEquals(1, fixture.batch().exitCode());
    assertEquals(List.of("failed", "success", "success"), output.column("status"));
  }
}
