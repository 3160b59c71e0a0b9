package org.backtestrunner.worker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingProgressTest {
  private static final int BYTES = 10_000_000;

  @TempDir Path directory;

  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  @Test
  void itTellsMoreAndMoreButNeverThatAllIsReadUntilItIsClosed()
      throws IOException, InterruptedException {
    assumeTrue(ProcessUsage.bytesRead().isPresent());
    Path file = Files.write(directory.resolve("prices.csv"), new byte[BYTES]);
    ReadingProgress progress = new ReadingProgress(4L * BYTES, told::add, Duration.ofMillis(1));
    for (int reading = 0; reading < 1_000 && !told.contains("read 99 %"); reading++) {
      Files.readAllBytes(file);
      Thread.sleep(2);
    }
    progress.close();
    List<Integer> percents =
        told.stream()
            .map(line -> Integer.parseInt(line.replaceAll("read ([0-9]+) %", "$1")))
            .toList();
    assertEquals(percents.stream().sorted().distinct().toList(), percents);
    assertTrue(percents.contains(99), percents.toString());
  }
}
