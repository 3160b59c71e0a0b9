package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many workers run at once: each waits until the test lets it go on. */
class ConcurrencyIT {
  private static final List<String> IDS = List.of("gate-0", "gate-1", "gate-2", "gate-3", "gate-4");

  @TempDir Path directory;
  private BatchFixture fixture;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    fixture.writeStubBatch("many", "max_workers: 3", IDS.toArray(String[]::new));
    output = fixture.output("many");
  }

  @Test
  void withTwoWorkersTwoRunAtATimeAndNeverMore() {
    assertSlots(2, "--max-workers", "2");
  }

  @Test
  void serialRunsOneAtATimeInPlanOrderWhateverTheConfigSays() {
    assertSlots(1, "--serial");
  }

  @Test
  void theConfigSaysHowManyWhereTheCommandLineDoesNot() {
    assertSlots(3);
  }

  /** Runs start in plan order, so the first that has not ended lets the next one in. */
  private void assertSlots(int slots, String... options) {
    try (CommandLineRun run = fixture.startBatch(options)) {
      for (int first = 0; first < IDS.size(); first++) {
        int last = Math.min(first + slots, IDS.size()) - 1;
        List<Integer> expected = IntStream.rangeClosed(0, last).boxed().toList();
        CommandLineRun.await("exactly " + expected, () -> started().equals(expected));
        if (last - first + 1 == slots) {
          assertEquals(slots, run.workers().size());
        }
        output.letGo(first, IDS.get(first));
      }
      Result result = run.await();
      assertEquals(0, result.exitCode(), result::told);
    }
    assertEquals(IDS, output.column("run_id"));
  }

  private List<Integer> started() {
    return IntStream.range(0, IDS.size())
        .filter(i -> output.hasStarted(i, IDS.get(i)))
        .boxed()
        .toList();
  }

  @Test
  void serialTogetherWithANumberOfWorkersIsAUsageError() {
    Result result = fixture.batch("--serial", "--max-workers", "2");

    assertEquals(2, result.exitCode(), result::told);
    assertEquals(1, result.err().size(), result::told);
    assertTrue(result.errText().contains("--serial and --max-workers"), result::told);
  }
}
