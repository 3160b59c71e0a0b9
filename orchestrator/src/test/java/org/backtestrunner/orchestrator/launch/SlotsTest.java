package org.backtestrunner.orchestrator.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
            inThread(
                task -> {
                  if (task == 0) {
                    await(laterOnesDone);
                  } else {
                    laterOnesDone.countDown();
                  }
                  return "result " + task;
                }));

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
        inThread(
            task -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              // Passes only where two are at work at once.
              meet(twoTogether);
              now.decrementAndGet();
              return task;
            }));

    assertEquals(2, most.get());
  }

  @Test
  void oneSlotRunsTasksOneAfterTheOtherInPlanOrder() {
    StringBuilder order = new StringBuilder();
    Slots.runAll(1, numbers(5), stop, inThread(task -> order.append(task).length()));

    assertEquals("01234", order.toString());
  }

  @Test
  void afterTheStopSignalNoFurtherTaskStarts() {
    List<Optional<Integer>> results =
        Slots.runAll(
            1,
            numbers(5),
            stop,
            inThread(
                task -> {
                  if (task == 2) {
                    stop.trigger(Cause.FAIL_FAST);
                  }
                  return task;
                }));

    assertEquals(
        List.of(Optional.of(0), Optional.of(1), Optional.of(2), Optional.empty(), Optional.empty()),
        results);
  }

  @Test
  void aBugInOneTaskStopsTheRestAndIsThrownAsItIs(@TempDir Path directory) {
    IllegalStateException bug = new IllegalStateException("a bug");
    Set<RunOutcome> stopped = ConcurrentHashMap.newKeySet();
    try (LocalExecutor executor = new LocalExecutor(2)) {
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
                          return executor.submit(sleeper, stop).thenApply(stopped::add);
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
  void aBugInWhatFollowsATaskIsThrownAsItIsToo() {
    IllegalStateException bug = new IllegalStateException("a bug");

    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                Slots.runAll(
                    1,
                    numbers(10),
                    stop,
                    inThread(
                        task -> {
                          throw bug;
                        })));

    assertSame(bug, thrown);
    assertEquals(Optional.of(Cause.INTERRUPTED), stop.cause());
  }

  @Test
  void tasksThatAreDoneAtOnceAreDoneOneAfterTheOther() {
    // As of a batch that is resumed and finds nearly everything: no deeper stack with each.
    int many = 100_000;
    List<Optional<Integer>> results =
        Slots.runAll(2, numbers(many), stop, CompletableFuture::completedFuture);

    assertEquals(numbers(many), results.stream().map(Optional::orElseThrow).toList());
  }

  @Test
  void anInterruptionOfTheCallerEndsNothingAndStaysVisible() {
    Thread.currentThread().interrupt();
    List<Optional<Integer>> results = Slots.runAll(2, numbers(10), stop, inThread(task -> task));

    assertTrue(Thread.interrupted());
    assertEquals(numbers(10), results.stream().map(Optional::orElseThrow).toList());
    assertFalse(stop.isTriggered());
  }

  @Test
  void anEmptyPlanHasNoResultsAndNoSlotsIsAMistake() {
    assertEquals(List.of(), Slots.runAll(4, List.of(), stop, CompletableFuture::completedFuture));
    assertThrows(
        IllegalArgumentException.class,
        () -> Slots.runAll(0, numbers(1), stop, CompletableFuture::completedFuture));
  }

  /** Work that does not hold up the thread that begins it. */
  private static <R> Function<Integer, CompletableFuture<R>> inThread(Function<Integer, R> work) {
    return task ->
        CompletableFuture.supplyAsync(() -> work.apply(task), action -> new Thread(action).start());
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
