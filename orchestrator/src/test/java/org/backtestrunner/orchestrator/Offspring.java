package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The JVMs that a program has started and may not leave behind: workers of runs, and those that
 * prepare inputs or make archives. They are known by their environment, whoever has adopted them.
 */
record Offspring(long orchestrator) {
  private static final Path PROCESSES = Path.of("/proc");
  private static final Duration LONGEST_ORPHANED = Duration.ofSeconds(2);

  /** Command lines of those that run now; elsewhere than on Linux, none. */
  List<String> running() {
    if (!Files.exists(PROCESSES.resolve("self"))) {
      return List.of();
    }
    try (Stream<Path> processes = Files.list(PROCESSES)) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(this::isMine)
          .map(process -> process.getFileName() + " " + text(process.resolve("cmdline")))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The dead that nobody has taken note of have no environment any more. */
  private boolean isMine(Path process) {
    String variable = "BACKTEST_ORCHESTRATOR_PID=" + orchestrator;
    return Stream.of(text(process.resolve("environ")).split(" ")).anyMatch(variable::equals);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  /**
   * Waits until none of them runs.
   *
   * @param end of the orchestrator, as {@link System#nanoTime}: two seconds after it is too late
   */
  void awaitEnd(long end, String when) {
    while (true) {
      boolean late = System.nanoTime() - end > LONGEST_ORPHANED.toNanos();
      List<String> running = running();
      if (running.isEmpty()) {
        return;
      }
      if (late) {
        assertEquals(List.of(), running, "they outlive their orchestrator " + when);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
