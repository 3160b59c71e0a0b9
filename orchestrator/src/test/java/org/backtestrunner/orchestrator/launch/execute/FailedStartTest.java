package org.backtestrunner.orchestrator.launch.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.ProcessResult;

/** A worker whose start fails, with and without a signal that comes at the same time. */
class FailedStartTest {
  private static final String INTERRUPTED = "Failed to exec spawn helper: pid: 12, signal: 2";

  @TempDir Path directory;
  private final StopSignal stop = new StopSignal();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final SignalShell signals = new SignalShell(List.of());

  @AfterEach
  void end() {
    timer.shutdownNow();
    signals.close();
  }

  private RunOutcome outcome(Runnable meanwhile) {
    RunTask task = LaunchFixture.task(directory, "/bin/true");
    ProcessExecutor launcher =
        new ProcessExecutor() {
          @Override
          public ProcessResult executeNoTimeout() throws IOException {
            meanwhile.run();
            throw new IOException(INTERRUPTED);
          }
        };
    return new Supervision(task, stop, timer, signals, false).run(launcher);
  }

  @Test
  void byItselfItIsAFailureThatIsNamed() {
    RunOutcome outcome = outcome(() -> {});

    assertEquals(Termination.NOT_STARTED, outcome.ending());
    assertTrue(outcome.problem().orElseThrow().contains(INTERRUPTED), outcome.toString());
    assertEquals(Optional.of(Cause.JVM), outcome.cause(stop));
  }

  @Test
  void underTheTerminalsInterruptItIsNoFailure() {
    RunOutcome outcome = outcome(() -> stop.trigger(Cause.INTERRUPTED));

    assertEquals(Termination.STOPPED, outcome.ending());
    assertEquals(Optional.of(Cause.INTERRUPTED), outcome.cause(stop));
  }
}
