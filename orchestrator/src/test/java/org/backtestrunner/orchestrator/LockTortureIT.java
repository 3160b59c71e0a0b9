package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two who want the same batch. */
@Tag("torture")
class LockTortureIT {
  @TempDir Path directory;

  @Test
  void whoHoldsTheBatchIsNamedAndADeadOneHoldsNothing() throws IOException {
    TortureBatch batch = TortureBatch.in(directory, "held");
    batch.write("", List.of("good", "gate"));
    try (CommandLineRun first = batch.start()) {
      CommandLineRun.await("the gate", () -> batch.output().hasStarted(1, "gate"));
      CommandLineRun.await(
          "the other", () -> WholeResults.of(batch.output()).byId().containsKey("good"));
      Map<String, String> before = BatchOutput.listing(batch.path("out"));
      for (String[] options : List.of(new String[0], one("--resume"), one("--rerun"))) {
        Result second = batch.call(options);
        assertEquals(5, second.exitCode(), second::told);
        assertEquals(1, second.err().size(), second::told);
        assertTrue(second.errText().contains("pid " + first.pid()), second::told);
      }
      assertEquals(before, BatchOutput.listing(batch.path("out")));
      first.kill();
    }
    Files.createFile(batch.path("go"));
    Result resumed = batch.call("--resume");
    assertEquals(0, resumed.exitCode(), resumed::told);
    assertEquals(Map.of("good", 1L, "gate", 2L), batch.journal().startsById());
  }

  private static String[] one(String option) {
    return new String[] {option};
  }

  @Test
  void ofSeveralWhoStartTogetherOneRunsTheBatch() {
    TortureBatch batch = TortureBatch.in(directory, "race");
    batch.write("", List.of("good-1", "work-2", "work-3"));
    List<CommandLineRun> all = new ArrayList<>();
    List<Integer> exitCodes = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        all.add(batch.start("--resume"));
      }
      for (CommandLineRun run : all) {
        Result result = run.await();
        exitCodes.add(result.exitCode());
        assertTrue(Set.of(0, 5).contains(result.exitCode()), result::told);
      }
    } finally {
      all.forEach(CommandLineRun::close);
    }
    assertTrue(exitCodes.contains(0), exitCodes::toString);
    assertEquals(Map.of("good-1", 1L, "work-2", 1L, "work-3", 1L), batch.journal().startsById());
  }
}
