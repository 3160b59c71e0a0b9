package org.backtestrunner.orchestrator.launch.execute;

import java.nio.file.Path;

/** Runs one shell script through a {@link LocalExecutor}, in a JVM that a test can kill. */
final class KilledOrchestrator {
  private KilledOrchestrator() {}

  public static void main(String[] arguments) {
    try (LocalExecutor executor = new LocalExecutor()) {
      executor.execute(LaunchFixture.shell(Path.of(arguments[0]), arguments[1]), new StopSignal());
    }
  }
}
