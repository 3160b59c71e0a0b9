package org.backtestrunner.orchestrator.launch.handed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that are executed by files alone, by one process or by several that know of no other. */
@Timeout(60)
class TaskRunnerTest {
  /** Writes its own name where its arguments say, after it has met as many as it is told. */
  private static final String MEETING =
      """
      out=$(sed -n 's/^--out=//p' "${1#@}")
      mkdir -p "$out"
      touch "met-$$"
      until [ "$(ls | grep -c ^met-)" -ge %d ]; do sleep 0.01; done
      echo $$ >"$out/result"
      """;

  @TempDir Path batch;
  private final StopSignal stop = new StopSignal();
  private HandedDirectory files;
  private Path run;

  @BeforeEach
  void makeDirectories() throws IOException {
    files = new HandedDirectory(batch.resolve("tasks"));
    files.create();
    run = Files.createDirectories(batch.resolve("runs/0000_a"));
  }

  /** Hands over a task of one run, whose script finds the file of its arguments in {@code $1}. */
  private HandedRun handOver(String script) throws IOException {
    Path workplace = Files.createDirectory(run.resolve("attempt-1-0badcafe"));
    Path arguments = run.resolve("worker.args");
    Files.writeString(arguments, "--out=" + workplace.resolve("backtest") + "\n");
    RunTask task =
        new RunTask(
            run,
            run.resolve("run.log"),
            List.of("/bin/sh", "-c", script, "sh", "@" + arguments),
            Map.of(),
            false,
            Optional.empty(),
            Optional.of(new RunTask.Workplace(workplace, arguments)),
            Optional.empty(),
            RunTask.DEFAULT_GRACE);
    Chunk chunk = Chunk.of(1, List.of(task), 1);
    chunk.write(files);
    return chunk.tasks().get(0).get(0);
  }

  private TaskRunner runner(String execution) {
    return new TaskRunner(files, execution, "here", 1);
  }

  private long started() throws IOException {
    try (Stream<Path> all = Files.list(files.started())) {
      return all.count();
    }
  }

  private CompletableFuture<Boolean> started(String execution) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return runner(execution).run(1, 1, stop);
          } catch (IOException failure) {
            throw new IllegalStateException(failure);
          }
        });
  }

  @Test
  void ofTwoExecutionsOfOneRunTheFirstToEndCountsAndItsResultsAreThoseOfTheRun()
      throws IOException {
    HandedRun handed = handOver(MEETING.formatted(2));
    CompletableFuture<Boolean> one = started("one");
    CompletableFuture<Boolean> other = started("other");
    assertTrue(one.join() && other.join());

    Ending ending = Ending.find(files, handed.name()).orElseThrow();
    ending.bringResults(handed.task().workplace());
    ending.bringResults(handed.task().workplace());

    assertEquals(2, started());
    assertEquals(OptionalInt.of(0), ending.outcome().exitCode());
    assertEquals(
        ending.outcome().pid().orElseThrow() + "\n",
        Files.readString(run.resolve("attempt-1-0badcafe/backtest/result")));
  }

  @Test
  void aRunThatHasEndedIsNotExecutedAgain() throws IOException {
    handOver("echo again >>trace");

    assertTrue(runner("one").run(1, 1, stop));
    assertTrue(runner("two").run(1, 1, stop));

    assertEquals("again\n", Files.readString(run.resolve("trace")));
  }

  @Test
  void aRunThatWasGivenUpIsNotExecutedAndItsLateEndDoesNotCount() throws IOException {
    HandedRun handed = handOver("touch trace");
    RunOutcome lost =
        RunOutcome.reported(Instant.now(), Duration.ZERO, Cause.NODE, "nobody knows it");
    assertEquals(Optional.empty(), Ending.giveUp(files, handed.name(), lost));

    assertTrue(runner("late").run(1, 1, stop));

    assertFalse(Files.exists(run.resolve("trace")));
    assertTrue(Ending.find(files, handed.name()).orElseThrow().isGivenUp());
  }

  @Test
  void whoIsToldToEndLeavesNoExitFile() throws IOException {
    HandedRun handed = handOver("touch begun; exec sleep 600");
    CompletableFuture<Boolean> execution = started("one");
    Awaitility.await().until(() -> Files.exists(run.resolve("begun")));
    stop.trigger(Cause.INTERRUPTED);

    assertFalse(execution.join());
    assertEquals(Optional.empty(), Ending.find(files, handed.name()));
    assertEquals(
        OptionalInt.of(143),
        Ending.findStop(files, handed.name()).orElseThrow().outcome().exitCode());
  }

  @Test
  void aLineThatIsNotThereIsSaid() throws IOException {
    handOver("exit 0");

    IOException failure = assertThrows(IOException.class, () -> runner("one").run(1, 2, stop));
    assertTrue(failure.getMessage().contains("no line 2"), failure.getMessage());
  }
}
