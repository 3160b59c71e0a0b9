package org.backtestrunner.orchestrator.launch.execute;

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
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalExecutorTest {
  @TempDir Path directory;
  private final LocalExecutor executor = new LocalExecutor();
  private final StopSignal stop = new StopSignal();

  @AfterEach
  void closeExecutor() {
    executor.close();
  }

  @Test
  void aProgramThatEndsWellHasExitCodeZeroAndNoCause() {
    RunOutcome outcome = executor.execute(task(directory, "/bin/true"), stop);

    assertEquals(Termination.EXITED, outcome.ending());
    assertEquals(OptionalInt.of(0), outcome.exitCode());
    assertEquals(Optional.empty(), outcome.cause(stop));
    assertFalse(outcome.leftProcesses());
  }

  @Test
  void aNonZeroExitCodeIsAValueAndBothOutputStreamsAreInTheLog() throws IOException {
    RunTask task = shell(directory, "echo to stdout; echo to stderr >&2; exit 65");

    RunOutcome outcome = executor.execute(task, stop);

    assertEquals(Termination.EXITED, outcome.ending());
    assertEquals(OptionalInt.of(65), outcome.exitCode());
    assertEquals(Optional.of(Cause.BAD_DATA), outcome.cause(stop));
    assertEquals("to stdout\nto stderr\n", log(task));
  }

  @Test
  void theLogOfAnEarlierAttemptIsKept() throws IOException {
    executor.execute(shell(directory, "echo first"), stop);
    RunTask second = shell(directory, "echo second");
    executor.execute(second, stop);

    assertEquals("first\nsecond\n", log(second));
  }

  @Test
  void argumentsReachTheProgramAsTheyAre() throws IOException {
    RunTask task =
        task(
            directory,
            "/usr/bin/printf",
            "[%s]",
            "",
            "two words",
            "$HOME `id`",
            "quote ' and \"",
            "-n",
            "line\nend",
            "*");

    executor.execute(task, stop);

    assertEquals("[][two words][$HOME `id`][quote ' and \"][-n][line\nend][*]", log(task));
  }

  @Test
  void theProgramKeepsTheReportedPidAndKnowsItsDirectoryAndItsParent() throws IOException {
    RunTask task =
        shell(directory, "echo $$; pwd -P; echo $BACKTEST_ORCHESTRATOR_PID; echo $PPID; cat");

    RunOutcome outcome = executor.execute(task, stop);

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
  void theTimesOfARunAreItsOwn() {
    RunOutcome outcome = executor.execute(task(directory, "/bin/sleep", "0.3"), stop);

    assertTrue(outcome.runtime().compareTo(Duration.ofMillis(300)) >= 0, outcome.toString());
    assertEquals(outcome.startedAt().plus(outcome.runtime()), outcome.finishedAt());
  }

  @Test
  void aProgramThatIsNotThereIsAnOutcomeThatNamesIt() {
    RunOutcome outcome = executor.execute(task(directory, "/no/such/java", "-jar"), stop);

    assertEquals(Termination.NOT_STARTED, outcome.ending());
    assertTrue(outcome.problem().orElseThrow().contains("/no/such/java"), outcome.toString());
    assertEquals(OptionalInt.empty(), outcome.exitCode());
    assertEquals(Optional.of(Cause.JVM), outcome.cause(stop));
  }

  @Test
  void aProgramThatIsNotExecutableIsNotStarted() throws IOException {
    Path program = Files.writeString(directory.resolve("java"), "no program");

    RunOutcome outcome = executor.execute(task(directory, program.toString()), stop);

    assertEquals(Termination.NOT_STARTED, outcome.ending());
  }

  @Test
  void aProgramThatOnlyTheShellCanFindMissingIsACauseOfTheJvm() throws IOException {
    RunTask task = task(directory, "no-such-program");

    RunOutcome outcome = executor.execute(task, stop);

    assertEquals(OptionalInt.of(127), outcome.exitCode());
    assertEquals(Optional.of(Cause.JVM), outcome.cause(stop));
    assertTrue(log(task).contains("no-such-program"), log(task));
  }

  @Test
  void aMissingDirectoryIsAnOutcomeThatNamesIt() {
    RunTask task =
        new RunTask(
            directory.resolve("missing"),
            directory.resolve("run.log"),
            List.of("/bin/true"),
            Optional.empty(),
            RunTask.DEFAULT_GRACE);

    RunOutcome outcome = executor.execute(task, stop);

    assertEquals(Termination.NOT_STARTED, outcome.ending());
    assertTrue(outcome.problem().orElseThrow().contains(task.directory().toString()));
  }

  @Test
  void aLogThatCannotBeWrittenIsAnOutcomeThatNamesItAndNothingIsStarted() {
    Path trace = directory.resolve("trace");
    RunTask task =
        new RunTask(
            directory,
            directory.resolve("missing/run.log"),
            List.of("/usr/bin/touch", trace.toString()),
            Optional.empty(),
            RunTask.DEFAULT_GRACE);

    RunOutcome outcome = executor.execute(task, stop);

    assertEquals(Termination.NOT_STARTED, outcome.ending());
    assertTrue(outcome.problem().orElseThrow().contains(task.log().toString()));
    assertFalse(Files.exists(trace));
  }

  @Test
  void anArgumentThatNoProcessCanTakeIsAnOutcome() {
    RunOutcome outcome = executor.execute(task(directory, "/bin/echo", "zero\0byte"), stop);

    assertEquals(Termination.NOT_STARTED, outcome.ending());
  }

  @Test
  void manyRunsLeaveNoThreadAndNoOpenFile() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
    RunTask task = LaunchFixture.limited(task(directory, "/bin/true"), Duration.ofHours(1));
    for (int warmUp = 0; warmUp < 3; warmUp++) {
      executor.execute(task, stop);
    }
    long filesBefore = openFiles();
    long threadsBefore = ownThreads();

    for (int run = 0; run < 300; run++) {
      assertEquals(OptionalInt.of(0), executor.execute(task, stop).exitCode());
    }

    assertEquals(filesBefore, openFiles());
    assertEquals(threadsBefore, ownThreads());
  }

  /** The JDK keeps its reapers for a minute and uses them again; they do not count. */
  private static long ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith("process reaper"))
        .count();
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }
}
