package org.backtestrunner.orchestrator.launch.execute;

import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.awaitPid;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.isRunning;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalExecutorTest extends ExecutorContract {
  /** Not those that are kept for a while and used again, the JDK's and ours, nor that of a wait. */
  private static final String OTHERS = "(?!process reaper|ForkJoinPool|run-end|awaitility).*";

  private final LocalExecutor executor = new LocalExecutor(2);

  @Override
  Executor executor() {
    return executor;
  }

  @AfterEach
  void closeExecutor() {
    executor.close();
  }

  @Test
  void theProgramKeepsTheReportedPidAndKnowsItsDirectoryAndItsParent() throws IOException {
    RunTask task =
        shell(directory, "echo $$; pwd -P; echo $BACKTEST_ORCHESTRATOR_PID; echo $PPID; cat");

    RunOutcome outcome = run(task);

    long ownPid = ProcessHandle.current().pid();
    assertEquals(
        List.of(
            Long.toString(outcome.pid().orElseThrow()),
            directory.toRealPath().toString(),
            Long.toString(ownPid),
            Long.toString(ownPid)),
        log(task).lines().toList());
  }

  @Test
  void aProgramThatIsNotExecutableIsNotStarted() throws IOException {
    Path program = Files.writeString(directory.resolve("java"), "no program");

    RunOutcome outcome = run(task(directory, program.toString()));

    assertEquals(Termination.NOT_STARTED, outcome.ending());
  }

  @Test
  void anArgumentThatNoProcessCanTakeIsAnOutcome() {
    RunOutcome outcome = run(task(directory, "/bin/echo", "zero\0byte"));

    assertEquals(Termination.NOT_STARTED, outcome.ending());
  }

  @Test
  void aProgramThatOnlyTheShellCanFindMissingIsACauseOfTheJvm() throws IOException {
    RunTask task = task(directory, "no-such-program");

    RunOutcome outcome = run(task);

    assertEquals(OptionalInt.of(127), outcome.exitCode());
    assertEquals(Optional.of(Cause.JVM), outcome.cause());
    assertTrue(log(task).contains("no-such-program"), log(task));
  }

  @Test
  void manyRunsLeaveNoThreadAndNoOpenFile() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
    RunTask task = LaunchFixture.limited(task(directory, "/bin/true"), Duration.ofHours(1));
    for (int warmUp = 0; warmUp < 3; warmUp++) {
      run(task);
    }
    long filesBefore = openFiles();
    long threadsBefore = threads(OTHERS);

    for (int run = 0; run < 300; run++) {
      assertEquals(OptionalInt.of(0), run(task).exitCode());
    }

    assertEquals(filesBefore, openFiles());
    awaitThreads(threadsBefore);
    assertTrue(threads("run-end") <= 3, "they are used again");
  }

  @Test
  void noThreadWaitsForARunButTheOneOfTheJdk() {
    run(task(directory, "/bin/true"));
    long threadsBefore = threads(OTHERS);
    for (int run = 0; run < 10; run++) {
      executor.submit(shell(directory, "echo $$ >>pids; exec sleep 600"), stop);
    }
    Awaitility.await().until(() -> Files.readAllLines(directory.resolve("pids")).size() == 10);

    awaitThreads(threadsBefore);
    assertTrue(threads("run-end") <= 1);
  }

  @Test
  void whatStillRunsAtItsCloseIsKilledAndDead() {
    CompletableFuture<RunOutcome> run = start(shell(directory, DEAF));

    executor.close();

    assertEquals(OptionalInt.of(137), run.join().exitCode());
    assertFalse(isRunning(awaitPid(directory.resolve("pid"))));
  }

  /** Those that only hand on the news of an end are gone soon. */
  private static void awaitThreads(long most) {
    Awaitility.await().until(() -> threads(OTHERS) <= most);
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches(name))
        .count();
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }
}
