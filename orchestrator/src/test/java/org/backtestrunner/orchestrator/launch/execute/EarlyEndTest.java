package org.backtestrunner.orchestrator.launch.execute;

import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.awaitLog;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.awaitPid;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.isRunning;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.log;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.shell;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.signal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signals that workers of this machine get from others than their executor. */
@Timeout(60)
class EarlyEndTest {
  @TempDir Path directory;
  private final LocalExecutor executor = new LocalExecutor(2);
  private final StopSignal stop = new StopSignal();

  @AfterEach
  void closeExecutor() {
    executor.close();
  }

  @Test
  void aWorkerThatDiesBySignalJustBeforeTheStopSignalComesWasStopped() throws Exception {
    CompletableFuture<RunOutcome> run = start(shell(directory, "echo $$ >pid; exec sleep 600"));
    long pid = awaitPid(directory.resolve("pid"));
    signal("TERM", pid);
    while (isRunning(pid)) {
      Thread.onSpinWait();
    }
    stop.trigger(Cause.INTERRUPTED);

    RunOutcome outcome = run.get();

    assertEquals(Termination.STOPPED, outcome.ending());
    assertEquals(Optional.of(Cause.INTERRUPTED), outcome.cause());
  }

  @Test
  void killAllEndsEveryWorkerWithoutGrace() {
    CompletableFuture<RunOutcome> run = start(shell(directory, ExecutorContract.DEAF));
    awaitPid(directory.resolve("pid"));

    executor.killAll();

    assertEquals(OptionalInt.of(137), run.join().exitCode());
  }

  @Test
  void theTerminalsInterruptIsNotForTheWorker() throws Exception {
    for (LocalExecutor each :
        new LocalExecutor[] {executor, new LocalExecutor(2, Optional.empty())}) {
      Files.deleteIfExists(directory.resolve("run.log"));
      RunTask task =
          new RunTask(
              directory,
              directory.resolve("run.log"),
              LaunchFixture.java(SleepingWorker.class, "end"),
              Optional.empty(),
              RunTask.DEFAULT_GRACE);
      CompletableFuture<RunOutcome> run = each.submit(task, stop);
      awaitLog(task, "sleeping as ");
      long pid = Long.parseLong(log(task).replaceAll("(?s).*sleeping as (\\d+).*", "$1"));
      signal("INT", pid);
      Files.createFile(directory.resolve("end"));

      assertEquals(OptionalInt.of(0), run.join().exitCode());
      Files.delete(directory.resolve("end"));
      each.close();
    }
  }

  private CompletableFuture<RunOutcome> start(RunTask task) {
    return executor.submit(task, stop);
  }
}
