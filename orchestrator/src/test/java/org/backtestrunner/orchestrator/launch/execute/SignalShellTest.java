package org.backtestrunner.orchestrator.launch.execute;

import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.awaitPid;
import static org.backtestrunner.orchestrator.launch.execute.LaunchFixture.isRunning;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell that sends signals, where somebody kills or stops it. */
@Timeout(60)
class SignalShellTest {
  private static final long SELF = ProcessHandle.current().pid();

  @TempDir Path directory;
  private final StopSignal stop = new StopSignal();

  @Test
  void oneThatWasKilledIsReplaced() throws Exception {
    try (SignalShell shell = new SignalShell(List.of())) {
      assertTrue(shell.toProcess("0", SELF));
      signalShells(ProcessHandle.current(), "KILL");

      assertTrue(shell.toProcess("0", SELF));
      assertFalse(shell.toGroup("0", 1L << 30));
    }
  }

  @Test
  void oneThatWasStoppedIsKilledAndReplacedAfterASecond() throws Exception {
    try (SignalShell shell = new SignalShell(List.of())) {
      assertTrue(shell.toProcess("0", SELF));
      List<ProcessHandle> stopped = signalShells(ProcessHandle.current(), "STOP");
      long start = System.nanoTime();

      assertTrue(shell.toProcess("0", SELF));
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
      Awaitility.await().until(() -> stopped.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void theOneThatReplacesAnotherGuardsWhatThatDid() throws Exception {
    List<String> command =
        LaunchFixture.java(
            KilledOrchestrator.class,
            directory.toString(),
            "trap '' TERM HUP; echo $$ >pid; while :; do sleep 0.1; done",
            "echo $$ >short; until [ -e end ]; do sleep 0.1; done");
    Process orchestrator = new ProcessBuilder(command).start();
    long worker = awaitPid(directory.resolve("pid"));
    awaitPid(directory.resolve("short"));
    List<ProcessHandle> stopped = signalShells(orchestrator.toHandle(), "STOP");
    assertEquals(1, stopped.size());
    // What the other one leaves is asked for, so that the silence is noticed.
    Files.createFile(directory.resolve("end"));
    Awaitility.await().until(() -> !stopped.get(0).isAlive());
    Awaitility.await().until(() -> shells(orchestrator.toHandle()).size() == 1);
    assertTrue(isRunning(worker));
    orchestrator.destroyForcibly().waitFor();

    Awaitility.await().until(() -> !isRunning(worker));
  }

  @Test
  void aRunEndsAndIsEndedWhereItWasStopped() throws Exception {
    try (LocalExecutor executor = new LocalExecutor(2)) {
      CompletableFuture<RunOutcome> quick =
          executor.submit(
              LaunchFixture.shell(directory, "echo $$ >short; sleep 0.5; exit 7"), stop);
      CompletableFuture<RunOutcome> slow =
          executor.submit(LaunchFixture.shell(directory, "echo $$ >pid; exec sleep 600"), stop);
      long pid = awaitPid(directory.resolve("pid"));
      signalShells(ProcessHandle.current(), "STOP");

      assertEquals(OptionalInt.of(7), quick.join().exitCode());
      signalShells(ProcessHandle.current(), "STOP");
      stop.trigger(Cause.INTERRUPTED);
      assertEquals(Optional.of(Cause.INTERRUPTED), slow.join().cause());
      assertFalse(isRunning(pid));
    }
  }

  private static List<ProcessHandle> signalShells(ProcessHandle parent, String signal)
      throws Exception {
    List<ProcessHandle> shells = shells(parent);
    for (ProcessHandle shell : shells) {
      LaunchFixture.signal(signal, shell.pid());
    }
    return shells;
  }

  private static List<ProcessHandle> shells(ProcessHandle parent) {
    return parent
        .children()
        .filter(ProcessTable::isRunning)
        .filter(child -> child.info().commandLine().orElse("").contains("read -r request"))
        .toList();
  }
}
