package org.backtestrunner.orchestrator.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;

/** Runs tasks a few at a time: started in plan order, results in plan order. */
public final class Slots<T, R> {
  private final List<T> tasks;
  private final StopSignal stop;
  private final Function<? super T, ? extends R> work;
  private final AtomicReferenceArray<R> results;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<Throwable> bug = new AtomicReference<>();

  private Slots(List<T> tasks, StopSignal stop, Function<? super T, ? extends R> work) {
    this.tasks = List.copyOf(tasks);
    this.stop = stop;
    this.work = work;
    this.results = new AtomicReferenceArray<>(tasks.size());
  }

  /**
   * Does the work of every task and returns when all of it has ended.
   *
   * <p>An exception from {@code work} is a bug: it triggers {@code stop}, and is thrown to the
   * caller once every task under way has ended. An interruption of the calling thread triggers
   * {@code stop} too, and is handed on by the thread's interrupt flag.
   *
   * @param slots how many tasks run at once at most, at least 1
   * @param stop once triggered, no further task is started
   * @param work called once per task, by several threads at once; must not return null
   * @return one entry per task, in the order of {@code tasks}; empty where it was not started
   */
  public static <T, R> List<Optional<R>> runAll(
      int slots, List<T> tasks, StopSignal stop, Function<? super T, ? extends R> work) {
    if (slots < 1) {
      throw new IllegalArgumentException("at least one slot is needed: " + slots);
    }
    return new Slots<T, R>(tasks, stop, work).run(Math.min(slots, tasks.size()));
  }

  private List<Optional<R>> run(int slots) {
    List<Thread> threads = new ArrayList<>();
    try {
      for (int slot = 1; slot <= slots; slot++) {
        Thread thread = new Thread(this::work, "slot-" + slot);
        thread.start();
        threads.add(thread);
      }
    } catch (OutOfMemoryError noMoreThreads) {
      report(noMoreThreads);
    }
    awaitEnd(threads);
    rethrowBug();
    List<Optional<R>> inPlanOrder = new ArrayList<>(tasks.size());
    for (int index = 0; index < tasks.size(); index++) {
      inPlanOrder.add(Optional.ofNullable(results.get(index)));
    }
    return inPlanOrder;
  }

  private void work() {
    try {
      while (!stop.isTriggered()) {
        int index = next.getAndIncrement();
        if (index >= tasks.size()) {
          return;
        }
        R result = work.apply(tasks.get(index));
        results.set(index, Objects.requireNonNull(result, "result"));
      }
    } catch (Throwable unexpected) {
      report(unexpected);
    }
  }

  private void report(Throwable unexpected) {
    if (!bug.compareAndSet(null, unexpected) && bug.get() != unexpected) {
      bug.get().addSuppressed(unexpected);
    }
    stop.trigger(Cause.INTERRUPTED);
  }

  private void awaitEnd(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          stop.trigger(Cause.INTERRUPTED);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rethrowBug() {
    Throwable found = bug.get();
    if (found instanceof RuntimeException runtimeException) {
      throw runtimeException;
    }
    if (found instanceof Error error) {
      throw error;
    }
    if (found != null) {
      throw new IllegalStateException(found);
    }
  }
}
