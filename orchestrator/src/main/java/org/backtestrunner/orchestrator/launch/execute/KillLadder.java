package org.backtestrunner.orchestrator.launch.execute;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.backtestrunner.orchestrator.launch.contract.Cause;

/**
 * Ends a worker in three steps, of which the next is taken where the last did not help: QUIT, where
 * its time was up, for the stacks of its threads in the log; TERM; KILL. Each is a task of a timer,
 * and no thread waits between them.
 */
final class KillLadder {
  /** How long a worker may take to begin to say where it is. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

  private static final Duration LOOK = Duration.ofMillis(1);

  private final Process worker;
  private final RunTask task;
  private final SignalShell signals;
  private final ScheduledExecutorService timer;

  private final Set<ProcessHandle> descendants = new LinkedHashSet<>();
  private final StopSignal.Listening listening;
  private final Optional<Future<?>> timeLimit;
  private Optional<Cause> reason = Optional.empty();
  private boolean removed;

  /** Stands by: the first of the stop signal and the end of the task's time sets it going. */
  KillLadder(
      Process worker,
      RunTask task,
      StopSignal stop,
      SignalShell signals,
      ScheduledExecutorService timer) {
    this.worker = worker;
    this.task = task;
    this.signals = signals;
    this.timer = timer;
    timeLimit = task.timeLimit().map(limit -> after(limit, () -> begin(Cause.TIMEOUT)));
    listening = stop.listen(cause -> after(Duration.ZERO, () -> begin(cause)));
  }

  /** Sets it going for another reason. */
  void go(Cause why) {
    after(Duration.ZERO, () -> begin(why));
  }

  /** To be called when the worker has ended: no further step is taken. */
  void remove() {
    listening.close();
    timeLimit.ifPresent(future -> future.cancel(false));
    synchronized (this) {
      removed = true;
    }
  }

  /** Why the worker had to be ended; empty where it ended by itself. */
  synchronized Optional<Cause> reason() {
    return reason;
  }

  /** What the worker had started and still ran when the worker was ended. */
  synchronized Set<ProcessHandle> descendants() {
    return Set.copyOf(descendants);
  }

  private void begin(Cause why) {
    if (reason.isEmpty() && worker.isAlive()) {
      reason = Optional.of(why);
      noteDescendants();
      if (why == Cause.TIMEOUT && task.tellsStacks()) {
        askForStacks();
      } else {
        askToEnd();
      }
    }
  }

  /**
   * A JVM answers with the stacks of all its threads, in the log: where it was when time was up.
   * Were it asked to end at the same moment, it could be gone before it has answered.
   */
  private void askForStacks() {
    long length = task.log().toFile().length();
    signals.toProcess("QUIT", worker.pid());
    awaitStacks(length, System.nanoTime() + ANSWER_LIMIT.toNanos());
  }

  private void awaitStacks(long lengthBefore, long deadline) {
    if (task.log().toFile().length() == lengthBefore && System.nanoTime() < deadline) {
      after(LOOK, () -> awaitStacks(lengthBefore, deadline));
    } else {
      askToEnd();
    }
  }

  private void askToEnd() {
    // Not by the process itself, which would close its pipes: an answer may still be on its way.
    worker.toHandle().destroy();
    after(task.grace(), this::kill);
  }

  private void kill() {
    noteDescendants();
    worker.destroyForcibly();
  }

  /** While the worker lives: its children cannot be told from others once it is dead. */
  private void noteDescendants() {
    worker.descendants().forEach(descendants::add);
  }

  private Future<?> after(Duration pause, Runnable step) {
    return timer.schedule(() -> take(step), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void take(Runnable step) {
    if (removed) {
      return;
    }
    try {
      step.run();
    } catch (RuntimeException | Error bug) {
      // No next step would follow.
      worker.destroyForcibly();
      throw bug;
    }
  }
}
