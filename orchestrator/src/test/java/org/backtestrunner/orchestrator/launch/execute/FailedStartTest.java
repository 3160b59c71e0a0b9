package org.backtestrunner.orchestrator.launch.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.StartedProcess;

/** A worker whose start fails, with and without a signal that comes at the same time. */
class FailedStartTest {
  private static final String INTERRUPTED = "Failed to exec spawn helper: pid: 12, signal: 2";

  @TempDir Path directory;
  private final StopSignal stop = new StopSignal();
  private final LocalExecutor executor = new LocalExecutor(1);

  @AfterEach
  void end() {
    executor.close();
  }

  private RunOutcome outcome(Runnable meanwhile) {
    RunTask task = LaunchFixture.task(directory, "/bin/true");
    ProcessExecutor starter =
        new ProcessExecutor() {
          @Override
          public StartedProcess start() throws IOException {
            meanwhile.run();
            throw new IOException(INTERRUPTED);
          }
        };
    return executor.start(task, stop, starter).join();
  }

  @Test
  void byItselfItIsAFailureThatIsNamed() {
    RunOutcome outcome = outcome(() -> {});

    assertEquals(Termination.NOT_STARTED, outcome.ending());
    assertTrue(outcome.problem().orElseThrow().contains(INTERRUPTED), outcome.toString());
    assertEquals(Optional.of(Cause.JVM), outcome.cause());
  }

  @Test
  void underTheTerminalsInterruptItIsNoFailure() {
    RunOutcome outcome = outcome(() -> stop.trigger(Cause.INTERRUPTED));

    assertEquals(Termination.STOPPED, outcome.ending());
    assertEquals(Optional.of(Cause.INTERRUPTED), outcome.cause());
  }
}
