package org.backtestrunner.orchestrator.launch.execute;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs shell scripts at once through a {@link LocalExecutor}, in a JVM that a test can kill. */
final class KilledOrchestrator {
  private KilledOrchestrator() {}

  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    StopSignal stop = new StopSignal();
    try (LocalExecutor executor = new LocalExecutor(arguments.length)) {
      List<CompletableFuture<RunOutcome>> runs =
          List.of(arguments).subList(1, arguments.length).stream()
              .map(script -> executor.submit(LaunchFixture.shell(directory, script), stop))
              .toList();
      runs.forEach(CompletableFuture::join);
    }
  }
}
