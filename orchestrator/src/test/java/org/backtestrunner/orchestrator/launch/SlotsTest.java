package org.backtestrunner.orchestrator.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.LaunchFixture;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.launch.execute.Termination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SlotsTest {
  private final StopSignal stop = new StopSignal();

  @Test
  void resultsStandInPlanOrderWhateverEndsFirst() {
    CountDownLatch laterOnesDone = new CountDownLatch(3);
    List<Optional<String>> results =
        Slots.runAll(
            2,
            List.of(0, 1, 2, 3),
            stop,
            task -> {
              if (task == 0) {
                await(laterOnesDone);
              } else {
                laterOnesDone.countDown();
              }
              return "result " + task;
            });

    assertEquals(
        List.of("result 0", "result 1", "result 2", "result 3"),
        results.stream().map(Optional::orElseThrow).toList());
  }

  @Test
  void twoSlotsRunTwoAtOnceAndNeverMore() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier twoTogether = new CyclicBarrier(2);
    Slots.runAll(
        2,
        numbers(40),
        stop,
        task -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          // Passes only where two are at work at once.
          meet(twoTogether);
          now.decrementAndGet();
          return task;
        });

    assertEquals(2, most.get());
  }

  @Test
  void oneSlotRunsTasksOneAfterTheOtherInPlanOrder() {
    StringBuilder order = new StringBuilder();
    Slots.runAll(1, numbers(5), stop, task -> order.append(task).length());

    assertEquals("01234", order.toString());
  }

  @Test
  void afterTheStopSignalNoFurtherTaskStarts() {
    List<Optional<Integer>> results =
        Slots.runAll(
            1,
            numbers(5),
            stop,
            task -> {
              if (task == 2) {
                stop.trigger(Cause.FAIL_FAST);
              }
              return task;
            });

    assertEquals(
        List.of(Optional.of(0), Optional.of(1), Optional.of(2), Optional.empty(), Optional.empty()),
        results);
  }

  @Test
  void aBugInOneTaskStopsTheRestAndIsThrownAsItIs(@TempDir Path directory) {
    IllegalStateException bug = new IllegalStateException("a bug");
    Set<RunOutcome> stopped = ConcurrentHashMap.newKeySet();
    try (LocalExecutor executor = new LocalExecutor()) {
      RunTask sleeper = LaunchFixture.shell(directory, "echo $$ >pid; exec sleep 600");

      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  Slots.runAll(
                      2,
                      numbers(10),
                      stop,
                      task -> {
                        if (task == 0) {
                          stopped.add(executor.execute(sleeper, stop));
                          return task;
                        }
                        LaunchFixture.awaitPid(directory.resolve("pid"));
                        throw bug;
                      }));

      assertSame(bug, thrown);
    }
    RunOutcome outcome = stopped.iterator().next();
    assertEquals(Termination.STOPPED, outcome.ending());
    assertFalse(LaunchFixture.isRunning(outcome.pid().orElseThrow()));
  }

  @Test
  void anInterruptionOfTheCallerStopsTheBatchAndStaysVisible() throws InterruptedException {
    CountDownLatch atWork = new CountDownLatch(1);
    AtomicInteger started = new AtomicInteger();
    Set<Boolean> flag = ConcurrentHashMap.newKeySet();
    Thread caller =
        new Thread(
            () -> {
              Slots.runAll(
                  1,
                  numbers(10),
                  stop,
                  task -> {
                    started.incrementAndGet();
                    atWork.countDown();
                    return awaitStop();
                  });
              flag.add(Thread.currentThread().isInterrupted());
            });
    caller.start();
    await(atWork);
    caller.interrupt();
    caller.join();

    assertEquals(Optional.of(Cause.INTERRUPTED), stop.cause());
    assertEquals(1, started.get());
    assertEquals(Set.of(true), flag);
  }

  @Test
  void noThreadIsLeftAndTheyAreNamedWhileTheyWork() {
    Set<String> names = ConcurrentHashMap.newKeySet();
    Slots.runAll(3, numbers(30), stop, task -> names.add(Thread.currentThread().getName()));

    assertTrue(Set.of("slot-1", "slot-2", "slot-3").containsAll(names), names.toString());
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().startsWith("slot-")));
  }

  @Test
  void anEmptyPlanHasNoResultsAndNoSlotsIsAMistake() {
    assertEquals(List.of(), Slots.runAll(4, List.of(), stop, task -> task));
    assertThrows(
        IllegalArgumentException.class, () -> Slots.runAll(0, numbers(1), stop, task -> task));
  }

  private boolean awaitStop() {
    try {
      return stop.await(Duration.ofSeconds(50));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
