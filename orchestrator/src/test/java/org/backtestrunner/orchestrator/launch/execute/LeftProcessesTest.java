package org.backtestrunner.orchestrator.launch.execute;

import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.awaitPid;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.isRunning;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.shell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that start processes of their own. */
@Timeout(60)
class LeftProcessesTest {
  @TempDir Path directory;
  private final LocalExecutor executor = new LocalExecutor(2);
  private final StopSignal stop = new StopSignal();

  @BeforeAll
  static void needsSetsid() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "needs setsid");
  }

  @AfterEach
  void closeExecutor() {
    executor.close();
  }

  @Test
  void aChildInAProcessGroupOfItsOwnIsFoundBesideOneOfTheWorkers() {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    RunTask task =
        LaunchFixture.task(
            directory,
            "/bin/bash",
            "-c",
            "set -m; sleep 600 & echo $! >own; set +m; sleep 600 & echo $! >same; exit 7");

    RunOutcome outcome = executor.submit(task, stop).join();

    assertEquals(OptionalInt.of(7), outcome.exitCode());
    assertFalse(isRunning(awaitPid(directory.resolve("own"))));
    assertFalse(isRunning(awaitPid(directory.resolve("same"))));
  }

  @Test
  void aChildThatLeftTheSessionEndsWithAWorkerThatIsStopped() {
    CompletableFuture<RunOutcome> run =
        start(executor, "setsid sleep 600 & echo $! >child; echo >ready; wait");
    Awaitility.await().until(() -> Files.exists(directory.resolve("ready")));
    stop.trigger(Cause.FAIL_FAST);

    assertEquals(Termination.STOPPED, run.join().ending());
    assertFalse(isRunning(awaitPid(directory.resolve("child"))));
  }

  @Test
  void withoutSetsidTheChildrenOfAStoppedWorkerEndWithIt() {
    try (LocalExecutor plain = new LocalExecutor(2, Optional.empty())) {
      CompletableFuture<RunOutcome> run = start(plain, "sleep 600 & echo $! >child; wait");
      long child = awaitPid(directory.resolve("child"));
      stop.trigger(Cause.FAIL_FAST);

      assertEquals(Termination.STOPPED, run.join().ending());
      assertFalse(isRunning(child));
    }
  }

  @Test
  void aWorkerThatHearsNothingAndItsChildEndWithAKilledOrchestrator() throws Exception {
    Process orchestrator =
        orchestrator("trap '' TERM HUP; sleep 600 & sleep 0.5; echo $! >child; wait");
    long child = awaitPid(directory.resolve("child"));
    long worker = ProcessHandle.of(child).flatMap(ProcessHandle::parent).orElseThrow().pid();
    orchestrator.destroyForcibly().waitFor();

    Awaitility.await().until(() -> !isRunning(worker) && !isRunning(child));
  }

  private Process orchestrator(String script) throws IOException {
    List<String> command =
        LaunchFixture.java(KilledOrchestrator.class, directory.toString(), script);
    return new ProcessBuilder(command).start();
  }

  private CompletableFuture<RunOutcome> start(LocalExecutor chosen, String script) {
    return chosen.submit(shell(directory, script), stop);
  }
}
