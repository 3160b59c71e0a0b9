package org.backtestrunner.orchestrator.launch.execute;

import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.awaitLog;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.awaitPid;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.impatient;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.isRunning;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.limited;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.log;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.shell;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.signal;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that do not end by themselves. The sleepers sleep longer than the tests may take. */
@Timeout(60)
class EarlyEndTest {
  /** A worker that does not listen: a shell without children of its own to wait for. */
  private static final String DEAF = "trap '' TERM; echo $$ >pid; while :; do :; done";

  /** A worker that is done in the moment in which it is asked to end. */
  private static final String FINISHER =
      "trap '' QUIT; trap 'echo finished; exit 0' TERM; echo $$ >pid; while :; do :; done";

  @TempDir Path directory;
  private final LocalExecutor executor = new LocalExecutor();
  private final StopSignal stop = new StopSignal();

  @AfterEach
  void closeExecutor() {
    executor.close();
  }

  @Test
  void aWorkerKilledFromOutsideIsAnOutcomeNamedKilled() throws Exception {
    CompletableFuture<RunOutcome> run = start(shell(directory, "echo $$ >pid; exec sleep 600"));
    signal("KILL", awaitPid(directory.resolve("pid")));

    RunOutcome outcome = run.get();

    assertEquals(Termination.EXITED, outcome.ending());
    assertEquals(OptionalInt.of(137), outcome.exitCode());
    assertEquals(Optional.of(Cause.KILLED), outcome.cause(stop));
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
    assertEquals(Optional.of(Cause.INTERRUPTED), outcome.cause(stop));
  }

  @Test
  void aWorkerIsEndedWhenItsTimeIsUp() {
    RunOutcome outcome =
        executor.execute(
            limited(task(directory, "/bin/sleep", "600"), Duration.ofMillis(100)), stop);

    assertEquals(Termination.TIMED_OUT, outcome.ending());
    assertEquals(Optional.of(Cause.TIMEOUT), outcome.cause(stop));
    assertFalse(isRunning(outcome.pid().orElseThrow()));
  }

  @Test
  void aJvmWhoseTimeIsUpLeavesItsStacksInTheLog() throws IOException {
    RunTask task =
        limited(
            new RunTask(
                directory,
                directory.resolve("run.log"),
                LaunchFixture.java(SleepingWorker.class),
                Optional.empty(),
                RunTask.DEFAULT_GRACE),
            Duration.ofSeconds(2));

    RunOutcome outcome = executor.execute(task, stop);

    assertEquals(Termination.TIMED_OUT, outcome.ending());
    assertTrue(log(task).contains("Full thread dump"), log(task));
    assertTrue(log(task).contains("SleepingWorker.main"), log(task));
  }

  @Test
  void theStopSignalEndsAWorker() {
    CompletableFuture<RunOutcome> run = start(shell(directory, "echo $$ >pid; exec sleep 600"));
    awaitPid(directory.resolve("pid"));
    stop.trigger(Cause.FAIL_FAST);

    RunOutcome outcome = run.join();

    assertEquals(Termination.STOPPED, outcome.ending());
    assertEquals(OptionalInt.of(143), outcome.exitCode());
    assertEquals(Optional.of(Cause.FAIL_FAST), outcome.cause(stop));
    assertFalse(isRunning(outcome.pid().orElseThrow()));
  }

  @Test
  void afterTheStopSignalNothingIsStarted() {
    stop.trigger(Cause.INTERRUPTED);
    RunTask task = shell(directory, "touch started");

    RunOutcome outcome = executor.execute(task, stop);

    assertEquals(Termination.STOPPED, outcome.ending());
    assertTrue(outcome.pid().isEmpty());
    assertFalse(Files.exists(directory.resolve("started")));
    assertFalse(Files.exists(task.log()));
  }

  @Test
  void aWorkerThatIgnoresTheRequestToEndIsDeadBeforeItsSlotIsFree() {
    CompletableFuture<RunOutcome> run = start(impatient(shell(directory, DEAF)));
    long pid = awaitPid(directory.resolve("pid"));
    stop.trigger(Cause.FAIL_FAST);

    RunOutcome outcome = run.join();

    assertEquals(Termination.STOPPED, outcome.ending());
    assertEquals(OptionalInt.of(137), outcome.exitCode());
    assertFalse(isRunning(pid));
  }

  @Test
  void aWorkerThatFinishesItsWorkDuringTheGraceHasNotBeenStopped() throws IOException {
    RunTask task = shell(directory, FINISHER);
    CompletableFuture<RunOutcome> run = start(task);
    awaitPid(directory.resolve("pid"));
    stop.trigger(Cause.INTERRUPTED);

    RunOutcome outcome = run.join();

    assertEquals(Termination.EXITED, outcome.ending());
    assertEquals(OptionalInt.of(0), outcome.exitCode());
    assertEquals("finished\n", log(task));
  }

  @Test
  void aWorkerThatFinishesItsWorkJustAfterItsTimeIsUpIsNotATimeout() {
    RunOutcome outcome =
        executor.execute(limited(shell(directory, FINISHER), Duration.ofMillis(500)), stop);

    assertEquals(Termination.EXITED, outcome.ending());
    assertEquals(OptionalInt.of(0), outcome.exitCode());
  }

  @Test
  void anInterruptionEndsTheWorkerAndStaysVisible() throws InterruptedException {
    RunTask task = shell(directory, "echo $$ >pid; exec sleep 600");
    CompletableFuture<RunOutcome> seen = new CompletableFuture<>();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              seen.complete(executor.execute(task, stop));
              flag.complete(Thread.currentThread().isInterrupted());
            });
    caller.start();
    long pid = awaitPid(directory.resolve("pid"));
    caller.interrupt();

    assertEquals(Termination.STOPPED, seen.join().ending());
    assertEquals(Optional.of(Cause.INTERRUPTED), seen.join().cause(stop));
    assertTrue(flag.join());
    assertFalse(isRunning(pid));
    caller.join();
  }

  @Test
  void theStopSignalLeavesNoInterruptionBehind() {
    CompletableFuture<Boolean> flag =
        CompletableFuture.supplyAsync(
            () -> {
              executor.execute(shell(directory, "echo $$ >pid; exec sleep 600"), stop);
              return Thread.currentThread().isInterrupted();
            },
            LaunchFixture::inThread);
    awaitPid(directory.resolve("pid"));
    stop.trigger(Cause.FAIL_FAST);

    assertFalse(flag.join());
  }

  @Test
  void killAllEndsEveryWorkerWithoutGrace() {
    CompletableFuture<RunOutcome> run = start(shell(directory, DEAF));
    awaitPid(directory.resolve("pid"));

    executor.killAll();

    assertEquals(OptionalInt.of(137), run.join().exitCode());
  }

  @Test
  void theTerminalsInterruptIsNotForTheWorker() throws Exception {
    for (LocalExecutor each : new LocalExecutor[] {executor, new LocalExecutor(Optional.empty())}) {
      Files.deleteIfExists(directory.resolve("run.log"));
      RunTask task =
          new RunTask(
              directory,
              directory.resolve("run.log"),
              LaunchFixture.java(SleepingWorker.class, "end"),
              Optional.empty(),
              RunTask.DEFAULT_GRACE);
      CompletableFuture<RunOutcome> run =
          CompletableFuture.supplyAsync(() -> each.execute(task, stop), LaunchFixture::inThread);
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
    return CompletableFuture.supplyAsync(
        () -> executor.execute(task, stop), LaunchFixture::inThread);
  }
}
