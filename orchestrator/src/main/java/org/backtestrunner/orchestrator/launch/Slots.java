package org.backtestrunner.orchestrator.launch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;

/** Has tasks under way a few at a time: started in plan order, results in plan order. */
public final class Slots<T, R> {
  private final List<T> tasks;
  private final StopSignal stop;
  private final Function<? super T, ? extends CompletionStage<R>> work;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final int slots;
  private final List<Optional<R>> results;
  private Optional<Throwable> bug = Optional.empty();
  private int next;
  private int free;

  private Slots(
      int slots,
      List<T> tasks,
      StopSignal stop,
      Function<? super T, ? extends CompletionStage<R>> work) {
    this.slots = slots;
    this.tasks = List.copyOf(tasks);
    this.stop = stop;
    this.work = work;
    results = new ArrayList<>(Collections.nCopies(tasks.size(), Optional.empty()));
    free = slots;
  }

  /**
   * Does the work of every task and returns when all of it has ended.
   *
   * <p>An exception from {@code work}, thrown or in what it gives, is a bug: it triggers {@code
   * stop}, and is thrown to the caller once every task under way has ended.
   *
   * @param slots how many tasks are under way at once at most, at least 1
   * @param stop once triggered, no further task is started
   * @param work called once per task, by several threads at once; gives what completes with the
   *     task's result, which must not be null, and with its completion makes room for another task
   * @return one entry per task, in the order of {@code tasks}; empty where it was not started
   */
  public static <T, R> List<Optional<R>> runAll(
      int slots,
      List<T> tasks,
      StopSignal stop,
      Function<? super T, ? extends CompletionStage<R>> work) {
    if (slots < 1) {
      throw new IllegalArgumentException("at least one slot is needed: " + slots);
    }
    return new Slots<T, R>(slots, tasks, stop, work).run();
  }

  private List<Optional<R>> run() {
    int starters =
        Math.min(Math.min(slots, tasks.size()), Runtime.getRuntime().availableProcessors());
    try {
      for (int more = 1; more < starters; more++) {
        new Thread(this::fill, "start").start();
      }
    } catch (OutOfMemoryError noMoreThreads) {
      report(noMoreThreads);
    }
    fill();
    end.join();
    rethrowBug();
    synchronized (this) {
      return List.copyOf(results);
    }
  }

  /** Starts tasks as long as a slot is free; from then on, whatever ends goes on with this. */
  private void fill() {
    for (OptionalInt task = take(); task.isPresent(); task = take()) {
      int index = task.getAsInt();
      CompletableFuture<Void> settled =
          start(tasks.get(index)).handle((result, failure) -> settle(index, result, failure));
      if (!settled.isDone()) {
        settled.thenRun(this::fill);
      }
    }
  }

  /** Takes a slot and the next task for it; notices when there is nothing more to come. */
  private synchronized OptionalInt take() {
    boolean more = next < tasks.size() && !stop.isTriggered();
    if (!more && free == slots) {
      end.complete(null);
    }
    if (!more || free == 0) {
      return OptionalInt.empty();
    }
    free--;
    return OptionalInt.of(next++);
  }

  private CompletableFuture<R> start(T task) {
    try {
      return work.apply(task).toCompletableFuture();
    } catch (Throwable unexpected) {
      return CompletableFuture.failedFuture(unexpected);
    }
  }

  private Void settle(int index, R result, Throwable failureOrNull) {
    if (failureOrNull instanceof CompletionException wrapped) {
      report(wrapped.getCause());
    } else if (failureOrNull != null) {
      report(failureOrNull);
    }
    synchronized (this) {
      results.set(index, Optional.ofNullable(result));
      free++;
    }
    return null;
  }

  private void report(Throwable unexpected) {
    synchronized (this) {
      if (bug.isEmpty()) {
        bug = Optional.of(unexpected);
      } else if (bug.get() != unexpected) {
        bug.get().addSuppressed(unexpected);
      }
    }
    stop.trigger(Cause.INTERRUPTED);
  }

  private synchronized void rethrowBug() {
    if (bug.isEmpty()) {
      return;
    }
    if (bug.get() instanceof RuntimeException runtimeException) {
      throw runtimeException;
    }
    if (bug.get() instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(bug.get());
  }
}
