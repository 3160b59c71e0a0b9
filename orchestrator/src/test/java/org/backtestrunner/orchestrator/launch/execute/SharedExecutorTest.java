package org.backtestrunner.orchestrator.launch.execute;

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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.shared.SharedExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that share a worker: here a shell, which runs a script where a worker would a backtest. */
class SharedExecutorTest extends ExecutorContract {
  /**
   * Serves as a worker does. It takes a run's file {@code child} for a process left behind, which
   * ends it, says on its own behalf what the file {@code complaint} holds, and answers with what
   * {@code answer} holds.
   */
  private static final String SERVER =
      """
      tab=$(printf '\\t')
      while IFS="$tab" read -r args log; do
        at=$(dirname "$args")
        [ -e "$at/complaint" ] && cat "$at/complaint" >&2
        sh "$args" >>"$log" 2>&1 </dev/null &
        run=$!
        ended=
        trap 'ended=1; kill -TERM $run 2>/dev/null' TERM
        trap 'kill -QUIT $run 2>/dev/null' QUIT
        while :; do
          wait $run
          code=$?
          [ $code -gt 128 ] && kill -0 $run 2>/dev/null || break
        done
        [ -e "$at/answer" ] && cat "$at/answer"
        last=
        [ -n "$ended" ] || [ -e "$at/child" ] && last=' last'
        echo "$code 0.01 1.0$last"
        [ -z "$last" ] || exit 0
      done
      """;

  private final LocalExecutor local = new LocalExecutor(2);
  private final AtomicInteger scripts = new AtomicInteger();
  private Optional<SharedExecutor> shared = Optional.empty();

  private SharedExecutor shared(int runsPerJvm) {
    if (shared.isEmpty()) {
      shared = Optional.of(new SharedExecutor(local, runsPerJvm, directory.resolve("jvms")));
    }
    return shared.get();
  }

  @Override
  Executor executor() {
    return serving(shared(1_000));
  }

  private Executor serving(Executor executor) {
    return new Executor() {
      @Override
      public int capacity() {
        return executor.capacity();
      }

      @Override
      public CompletableFuture<RunOutcome> submit(RunTask task, StopSignal signal) {
        return executor.submit(served(task, "any"), signal);
      }
    };
  }

  private RunTask served(RunTask task, String kind) {
    Path program = Path.of(task.command().get(0));
    List<String> server =
        Files.isExecutable(program) ? List.of("/bin/sh", "-c", SERVER) : task.command();
    return new RunTask(
        task.directory(),
        task.log(),
        task.command(),
        task.environment(),
        task.tellsStacks(),
        Optional.of(new RunTask.Service(List.of(kind), server, script(task))),
        task.workplace(),
        task.timeLimit(),
        task.grace());
  }

  private Path script(RunTask task) {
    String words =
        task.command().stream().map(SharedExecutorTest::quoted).collect(Collectors.joining(" "));
    try {
      return Files.writeString(
          directory.resolve("script-" + scripts.incrementAndGet()),
          "cd " + quoted(task.directory().toString()) + "\nexec " + words + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  @AfterEach
  void end() {
    local.close();
    shared.ifPresent(SharedExecutor::close);
  }

  private long worker(RunOutcome outcome) {
    return outcome.pid().orElseThrow();
  }

  @Test
  void aWorkerExecutesOneRunAfterAnother() {
    RunOutcome first = run(shell(directory, "exit 65"));
    RunOutcome second = run(shell(directory, "exit 0"));
    RunOutcome third = run(shell(directory, "exit 70"));

    assertEquals(List.of(65, 0, 70), codes(first, second, third));
    assertEquals(List.of(1, 2, 3), numbers(first, second, third));
    assertEquals(worker(first), worker(second));
    assertEquals(worker(first), worker(third));
  }

  private static List<Integer> codes(RunOutcome... outcomes) {
    return List.of(outcomes).stream().map(each -> each.exitCode().orElseThrow()).toList();
  }

  private static List<Integer> numbers(RunOutcome... outcomes) {
    return List.of(outcomes).stream().map(each -> each.runNumber().orElseThrow()).toList();
  }

  @Test
  void aWorkerThatHasExecutedItsNumberOfRunsIsGoneWithTheLastOfThem() {
    shared(2);
    RunOutcome first = run(task(directory, "/bin/true"));
    RunOutcome second = run(task(directory, "/bin/true"));

    assertFalse(isRunning(worker(second)));
    RunOutcome third = run(task(directory, "/bin/true"));

    assertEquals(List.of(1, 2, 1), numbers(first, second, third));
    assertEquals(worker(first), worker(second));
    assertNotEquals(worker(first), worker(third));
  }

  @Test
  void aWorkerThatIsKilledTakesWithItTheRunThatItExecutes() throws Exception {
    RunOutcome first = run(task(directory, "/bin/true"));
    CompletableFuture<RunOutcome> second = start(shell(directory, "echo $$ >pid; exec sleep 600"));
    signal("KILL", worker(first));

    assertEquals(Optional.of(Cause.KILLED), second.join().cause());
    assertEquals(OptionalInt.of(137), second.join().exitCode());
    assertEquals(OptionalInt.of(2), second.join().runNumber());
    assertFalse(isRunning(awaitPid(directory.resolve("pid"))));
    RunOutcome third = run(task(directory, "/bin/true"));
    assertEquals(List.of(0, 1), List.of(codes(third).get(0), numbers(third).get(0)));
  }

  @Test
  void aWorkerThatIsKilledWhileItExecutesNothingHarmsNoRun() throws Exception {
    RunOutcome first = run(task(directory, "/bin/true"));
    signal("KILL", worker(first));
    Awaitility.await().until(() -> !isRunning(worker(first)));
    // The news may still be on its way: a run that meets it is told apart by its number.
    Awaitility.await()
        .until(() -> run(task(directory, "/bin/true")).runNumber().equals(OptionalInt.of(1)));

    assertEquals(List.of(0), codes(run(task(directory, "/bin/true"))));
  }

  @Test
  void aRunWhoseTimeIsUpEndsItsWorkerAndNoOtherRun() {
    RunOutcome first = run(task(directory, "/bin/true"));
    RunOutcome second =
        run(impatient(limited(shell(directory, "sleep 600"), Duration.ofMillis(300))));
    RunOutcome third = run(task(directory, "/bin/true"));

    assertEquals(Optional.of(Cause.TIMEOUT), second.cause());
    assertEquals(OptionalInt.of(2), second.runNumber());
    assertFalse(isRunning(worker(first)));
    assertEquals(List.of(0, 1), List.of(codes(third).get(0), numbers(third).get(0)));
  }

  @Test
  void aTimeLimitThatIsNotReachedDoesNotEndALaterRun() {
    run(limited(task(directory, "/bin/true"), Duration.ofMillis(700)));

    RunOutcome later = run(shell(directory, "sleep 1.2; exit 9"));

    assertEquals(List.of(9), codes(later));
  }

  @Test
  void aLineThatIsNoAnswerEndsTheWorker() throws IOException {
    Files.writeString(directory.resolve("answer"), "Hello\n");

    RunOutcome outcome = run(shell(directory, "exit 0"));

    assertEquals(Optional.of(Cause.KILLED), outcome.cause());
    assertFalse(isRunning(worker(outcome)));
  }

  @Test
  void aSecondAnswerToOneRunEndsTheWorkerBeforeItIsTakenForThatOfAnother() throws IOException {
    RunTask task = shell(directory, "exit 0");
    Files.writeString(directory.resolve("answer"), "0 0.01 1.0\n");
    long worker = worker(run(task));

    Awaitility.await().until(() -> !isRunning(worker));
  }

  @Test
  void whatTheJvmSaysDuringARunIsInTheLogOfThatRunAlone() throws IOException {
    Files.writeString(directory.resolve("complaint"), "OpenJDK warning\n");
    RunTask complaining = LaunchFixture.logged(directory.resolve("1.log"), shell(directory, ":"));
    run(complaining);
    Files.delete(directory.resolve("complaint"));
    RunTask silent = LaunchFixture.logged(directory.resolve("2.log"), shell(directory, ":"));
    run(silent);

    assertEquals("OpenJDK warning\n", log(complaining));
    assertEquals("", log(silent));
  }

  @Test
  void runsOfAnotherKindHaveAnotherWorker() {
    RunOutcome one = shared(10).submit(served(task(directory, "/bin/true"), "one"), stop).join();
    RunOutcome other =
        shared(10).submit(served(task(directory, "/bin/true"), "other"), stop).join();

    assertNotEquals(worker(one), worker(other));
    assertTrue(isRunning(worker(one)));
  }

  @Test
  void aFreeWorkerMakesRoomForAProcessThatIsNeeded() {
    RunOutcome one = shared(10).submit(served(task(directory, "/bin/true"), "one"), stop).join();
    RunOutcome other =
        shared(10).submit(served(task(directory, "/bin/true"), "other"), stop).join();

    RunOutcome alone = shared(10).submit(task(directory, "/bin/true"), stop).join();

    assertEquals(OptionalInt.empty(), alone.runNumber());
    Awaitility.await().until(() -> !isRunning(worker(one)));
    assertTrue(isRunning(worker(other)));
  }

  @Test
  void whatStillWaitsForRunsAtTheCloseIsDead() throws IOException {
    long worker = worker(run(task(directory, "/bin/true")));

    end();

    assertFalse(isRunning(worker));
    assertFalse(Files.exists(directory.resolve("jvms")), "nothing was said");
  }
}
