package org.backtestrunner.orchestrator.launch.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCapTest {
  private static final LogCap ONE_MEBIBYTE = new LogCap(1 << 20, 1 << 19);

  @TempDir Path directory;

  @Test
  void aSmallLogStaysAsItIs() throws IOException {
    Path log = directory.resolve("run.log");
    Files.writeString(log, "x".repeat(1 << 20));
    ONE_MEBIBYTE.apply(log);
    assertEquals(1 << 20, Files.size(log));
  }

  @Test
  void aLargeLogKeepsItsBeginningAndItsEndAndTakesMore() throws IOException {
    Path log = directory.resolve("run.log");
    Files.writeString(log, "first\n" + "x".repeat(3 << 20) + "\nERROR the reason\n");
    ONE_MEBIBYTE.apply(log);
    Files.writeString(log, "after\n", StandardOpenOption.APPEND);
    String text = Files.readString(log);
    assertTrue(text.length() < 1 << 20, "size " + text.length());
    assertTrue(text.startsWith("first\n"));
    assertTrue(text.contains("run.log is capped at 1 MiB"));
    assertTrue(text.endsWith("\nERROR the reason\nafter\n"));
  }

  @Test
  void aWorkerThatFloodsItsLogIsNotHinderedAndTheLogEndsBelowTheCap() {
    Path log = directory.resolve("run.log");
    // 200 MiB, then an exit code that shows that all of it could be written.
    String flood = "head -c 209715200 /dev/zero | tr '\\0' 'x'; echo; echo the end; exit 7";
    RunOutcome outcome;
    try (LocalExecutor executor = new LocalExecutor(1)) {
      outcome =
          executor
              .submit(
                  new RunTask(
                      directory,
                      log,
                      List.of("/bin/sh", "-c", flood),
                      Optional.of(Duration.ofMinutes(1)),
                      Duration.ofSeconds(2)),
                  new StopSignal())
              .join();
    }
    assertEquals(Termination.EXITED, outcome.ending());
    assertEquals(7, outcome.exitCode().orElseThrow());
    assertTrue(log.toFile().length() <= 64 << 20, "size " + log.toFile().length());
    assertTrue(log.toFile().length() > 1 << 20, "size " + log.toFile().length());
  }
}
