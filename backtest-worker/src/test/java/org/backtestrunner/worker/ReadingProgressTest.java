package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.backtestrunner.worker.process.ProcessUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingProgressTest {
  private static final int BYTES = 10_000_000;

  @TempDir Path directory;

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);

  private List<String> lines() {
    return told.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void itTellsMoreAndMoreButNeverThatAllIsReadUntilItIsClosed()
      throws IOException, InterruptedException {
    assumeTrue(ProcessUsage.bytesRead().isPresent());
    Path file = Files.write(directory.resolve("prices.csv"), new byte[BYTES]);
    RunLog log = new RunLog(out, out);
    ReadingProgress progress = new ReadingProgress(4L * BYTES, log, Duration.ofMillis(1));
    for (int reading = 0; reading < 1_000 && !lines().contains("INFO read 99 %"); reading++) {
      Files.readAllBytes(file);
      Thread.sleep(2);
    }
    progress.close();
    List<Integer> percents =
        lines().stream()
            .map(line -> Integer.parseInt(line.replaceAll("INFO read ([0-9]+) %", "$1")))
            .toList();
    assertEquals(percents.stream().sorted().distinct().toList(), percents);
    assertTrue(percents.contains(99), percents.toString());
  }
}
