package org.backtestrunner.orchestrator.launch.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLogTest {
  @TempDir private Path directory;

  private Path log(String text) throws IOException {
    return Files.writeString(directory.resolve("run.log"), text);
  }

  @Test
  void whatAJvmPicksUpFromTheEnvironmentIsNoErrorAndNoLastWord() throws IOException {
    Path file =
        log(
            """
            NOTE: Picked up JDK_JAVA_OPTIONS: -XX:+ExitOnOutOfMemoryError
            Picked up JAVA_TOOL_OPTIONS: -Dreason=SomeException
            Picked up _JAVA_OPTIONS: -XX:ErrorFile=x
            INFO at work
            """);

    WorkerLog read = WorkerLog.read(file, 0);

    assertEquals(Optional.empty(), read.lastError());
    assertEquals(List.of("INFO at work"), read.lastLines());
    assertFalse(WorkerLog.hasError(file, 0));
  }

  @Test
  void theWorkersOwnErrorIsToldFromThoseOfItsJvm() throws IOException {
    Path file = log("Error: no agent\nERROR --seed: is not to my liking\n");
    assertTrue(WorkerLog.hasError(file, 0));
    assertFalse(WorkerLog.hasError(log("Error: no agent\n"), 0));
    assertFalse(WorkerLog.hasError(file, 1_000));
    assertFalse(WorkerLog.hasError(directory.resolve("none"), 0));
  }
}
