package org.backtestrunner.orchestrator.launch.execute;

import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.awaitPid;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.impatient;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.isRunning;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.limited;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.log;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.shell;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Executor} must do, whatever it is. The sleepers sleep longer than the tests may
 * take.
 */
@Timeout(60)
abstract class ExecutorContract {
  private static final String SLEEPER = "echo $$ >pid; exec sleep 600";

  /** A worker that does not listen: a shell without children of its own to wait for. */
  static final String DEAF = "trap '' TERM; echo $$ >pid; while :; do :; done";

  /** A worker that is done in the moment in which it is asked to end. */
  private static final String FINISHER =
      "trap '' QUIT; trap 'echo finished; exit 0' TERM; echo $$ >pid; while :; do :; done";

  @TempDir Path directory;
  final StopSignal stop = new StopSignal();

  /** The executor under test, with room for two runs; whoever makes it closes it. */
  abstract Executor executor();

  final RunOutcome run(RunTask task) {
    return executor().submit(task, stop).join();
  }

  /** Has a script run that writes its process id into the file {@code pid}, and waits for that. */
  final CompletableFuture<RunOutcome> start(RunTask task) {
    CompletableFuture<RunOutcome> run = executor().submit(task, stop);
    awaitPid(directory.resolve("pid"));
    return run;
  }

  @Test
  void aProgramThatEndsWellHasExitCodeZeroAndNoCause() {
    RunOutcome outcome = run(task(directory, "/bin/true"));

    assertEquals(Termination.EXITED, outcome.ending());
    assertEquals(OptionalInt.of(0), outcome.exitCode());
    assertEquals(Optional.empty(), outcome.cause());
    assertFalse(outcome.leftProcesses());
  }

  @Test
  void aNonZeroExitCodeIsAValueAndBothOutputStreamsAreInTheLog() throws IOException {
    RunTask task = shell(directory, "echo to stdout; echo to stderr >&2; exit 65");

    RunOutcome outcome = run(task);

    assertEquals(Termination.EXITED, outcome.ending());
    assertEquals(OptionalInt.of(65), outcome.exitCode());
    assertEquals(Optional.of(Cause.BAD_DATA), outcome.cause());
    assertEquals("to stdout\nto stderr\n", log(task));
  }

  @Test
  void theProgramWritesItsLogItself() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
    RunTask task =
        shell(
            directory,
            "out=$(readlink /proc/$$/fd/1) err=$(readlink /proc/$$/fd/2); echo $out $err >seen");

    assertEquals(OptionalInt.of(0), run(task).exitCode());
    String file = task.log().toRealPath().toString();
    assertEquals(file + " " + file + "\n", Files.readString(directory.resolve("seen")));
  }

  @Test
  void theLogOfAnEarlierAttemptIsKept() throws IOException {
    run(shell(directory, "echo first"));
    RunTask second = shell(directory, "echo second");
    run(second);

    assertEquals("first\nsecond\n", log(second));
  }

  @Test
  void argumentsReachTheProgramAsTheyAre() throws IOException {
    String[] odd = {"", "two words", "$HOME `id`", "quote ' and \"", "-n", "line\nend", "*"};
    List<String> command = new ArrayList<>(List.of("/usr/bin/printf", "[%s]"));
    command.addAll(List.of(odd));
    RunTask task = task(directory, command.toArray(String[]::new));

    run(task);

    assertEquals("[" + String.join("][", odd) + "]", log(task));
  }

  @Test
  void theTimesOfARunAreItsOwn() throws IOException {
    RunTask task = shell(directory, "pwd -P; sleep 0.3");

    RunOutcome outcome = run(task);

    assertEquals(directory.toRealPath() + "\n", log(task));
    assertTrue(outcome.runtime().compareTo(Duration.ofMillis(300)) >= 0, outcome.toString());
    assertEquals(outcome.startedAt().plus(outcome.runtime()), outcome.finishedAt());
  }

  @Test
  void aProgramThatIsNotThereIsAnOutcomeThatNamesIt() {
    RunOutcome outcome = run(task(directory, "/no/such/java", "-jar"));

    assertEquals(Termination.NOT_STARTED, outcome.ending());
    assertTrue(outcome.problem().orElseThrow().contains("/no/such/java"), outcome.toString());
    assertEquals(OptionalInt.empty(), outcome.exitCode());
    assertEquals(Optional.of(Cause.JVM), outcome.cause());
  }

  @Test
  void aMissingDirectoryIsAnOutcomeThatNamesIt() {
    RunTask task = LaunchFixture.in(directory.resolve("missing"), shell(directory, "exit 0"));

    RunOutcome outcome = run(task);

    assertEquals(Termination.NOT_STARTED, outcome.ending());
    assertTrue(outcome.problem().orElseThrow().contains(task.directory().toString()));
  }

  @Test
  void aLogThatCannotBeWrittenIsAnOutcomeThatNamesItAndNothingIsStarted() {
    Path log = directory.resolve("missing/run.log");
    RunTask task = LaunchFixture.logged(log, shell(directory, "touch trace"));

    RunOutcome outcome = run(task);

    assertEquals(Termination.NOT_STARTED, outcome.ending());
    assertTrue(outcome.problem().orElseThrow().contains(task.log().toString()));
    assertFalse(Files.exists(directory.resolve("trace")));
  }

  @Test
  void aWorkerKilledFromOutsideIsAnOutcomeNamedKilled() throws Exception {
    CompletableFuture<RunOutcome> run = start(shell(directory, SLEEPER));
    LaunchFixture.signal("KILL", awaitPid(directory.resolve("pid")));

    assertEquals(Termination.EXITED, run.join().ending());
    assertEquals(OptionalInt.of(137), run.join().exitCode());
    assertEquals(Optional.of(Cause.KILLED), run.join().cause());
  }

  @Test
  void aWorkerIsEndedWhenItsTimeIsUp() {
    RunOutcome outcome = run(limited(shell(directory, SLEEPER), Duration.ofMillis(500)));

    assertEquals(Termination.TIMED_OUT, outcome.ending());
    assertEquals(Optional.of(Cause.TIMEOUT), outcome.cause());
    assertFalse(isRunning(awaitPid(directory.resolve("pid"))));
  }

  @Test
  void aJvmWhoseTimeIsUpLeavesItsStacksInTheLog() throws IOException {
    List<String> command = LaunchFixture.java(SleepingWorker.class);
    RunTask task = limited(task(directory, command.toArray(String[]::new)), Duration.ofSeconds(2));

    RunOutcome outcome = run(task);

    assertEquals(Termination.TIMED_OUT, outcome.ending());
    assertTrue(log(task).contains("Full thread dump"), log(task));
    assertTrue(log(task).contains("SleepingWorker.main"), log(task));
  }

  @Test
  void theStopSignalEndsAWorkerAndTheOutcomeTellsItsCause() {
    CompletableFuture<RunOutcome> run = start(shell(directory, SLEEPER));
    stop.trigger(Cause.FAIL_FAST);

    assertEquals(Termination.STOPPED, run.join().ending());
    assertEquals(OptionalInt.of(143), run.join().exitCode());
    assertEquals(Optional.of(Cause.FAIL_FAST), run.join().cause());
    assertFalse(isRunning(awaitPid(directory.resolve("pid"))));
  }

  @Test
  void afterTheStopSignalNothingIsStarted() {
    stop.trigger(Cause.INTERRUPTED);
    RunTask task = shell(directory, "touch started");

    RunOutcome outcome = run(task);

    assertEquals(Termination.STOPPED, outcome.ending());
    assertEquals(Optional.of(Cause.INTERRUPTED), outcome.cause());
    assertTrue(outcome.pid().isEmpty());
    assertFalse(Files.exists(directory.resolve("started")));
    assertFalse(Files.exists(task.log()));
  }

  @Test
  void aWorkerThatIgnoresTheRequestToEndIsDeadBeforeItsOutcomeIsThere() {
    CompletableFuture<RunOutcome> run = start(impatient(shell(directory, DEAF)));
    stop.trigger(Cause.FAIL_FAST);

    assertEquals(Termination.STOPPED, run.join().ending());
    assertEquals(OptionalInt.of(137), run.join().exitCode());
    assertFalse(isRunning(awaitPid(directory.resolve("pid"))));
  }

  @Test
  void aWorkerThatFinishesItsWorkDuringTheGraceHasNotBeenStopped() throws IOException {
    RunTask task = shell(directory, FINISHER);
    CompletableFuture<RunOutcome> run = start(task);
    stop.trigger(Cause.INTERRUPTED);

    assertEquals(Termination.EXITED, run.join().ending());
    assertEquals(OptionalInt.of(0), run.join().exitCode());
    assertEquals(Optional.empty(), run.join().cause());
    assertEquals("finished\n", log(task));
  }

  @Test
  void aWorkerThatFinishesItsWorkJustAfterItsTimeIsUpIsNotATimeout() {
    RunOutcome outcome = run(limited(shell(directory, FINISHER), Duration.ofMillis(500)));

    assertEquals(Termination.EXITED, outcome.ending());
    assertEquals(OptionalInt.of(0), outcome.exitCode());
  }

  @Test
  void aChildThatOutlivesAnOrderlyEndIsKilledAndReported() {
    RunOutcome outcome = run(shell(directory, "sleep 600 & echo $! >child; exit 0"));

    assertEquals(OptionalInt.of(0), outcome.exitCode());
    assertTrue(outcome.leftProcesses());
    assertFalse(isRunning(awaitPid(directory.resolve("child"))));
  }

  @Test
  void aChildThatIgnoresRequestsAndHoldsTheLogEndsWithAKilledWorker() {
    String script = "trap '' TERM QUIT; (while :; do :; done) & echo $! >child; wait";
    RunOutcome outcome = run(limited(impatient(shell(directory, script)), Duration.ofMillis(300)));

    assertEquals(Termination.TIMED_OUT, outcome.ending());
    assertEquals(OptionalInt.of(137), outcome.exitCode());
    assertFalse(isRunning(awaitPid(directory.resolve("child"))));
  }

  @Test
  void asManyRunsAsItHasRoomForAreUnderWayAtOnce() {
    assertEquals(2, executor().capacity());
    String meet = "touch %s; until [ -e %s ]; do sleep 0.01; done";
    CompletableFuture<RunOutcome> one =
        executor().submit(shell(directory, meet.formatted("one", "other")), stop);
    CompletableFuture<RunOutcome> other =
        executor().submit(shell(directory, meet.formatted("other", "one")), stop);

    assertEquals(OptionalInt.of(0), one.join().exitCode());
    assertEquals(OptionalInt.of(0), other.join().exitCode());
  }

  @Test
  void whoeverGoesOnWithAnOutcomeHoldsUpNoOther() {
    CompletableFuture<Void> others = new CompletableFuture<>();
    CompletableFuture<Void> slow =
        executor().submit(task(directory, "/bin/true"), stop).thenAccept(first -> others.join());
    for (int run = 0; run < 20; run++) {
      RunOutcome outcome = run(shell(directory, "exit " + run));
      assertEquals(OptionalInt.of(run), outcome.exitCode());
    }
    others.complete(null);
    slow.join();
  }

  @Test
  void anInterruptionOfTheThreadThatHandsItInEndsNoRun() {
    Thread.currentThread().interrupt();
    CompletableFuture<RunOutcome> run =
        executor().submit(shell(directory, "sleep 0.3; exit 7"), stop);

    assertTrue(Thread.interrupted());
    assertEquals(OptionalInt.of(7), run.join().exitCode());
  }
}
