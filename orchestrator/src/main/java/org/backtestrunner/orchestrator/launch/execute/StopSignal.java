package org.backtestrunner.orchestrator.launch.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.Status;

/** The word to end a batch early: given once, heard by all who run a part of it. Thread-safe. */
public final class StopSignal {
  private final Set<Listening> listeners = new LinkedHashSet<>();
  private Optional<Cause> cause = Optional.empty();

  /** A listener's registration; once closed, its action neither runs nor is running. */
  public final class Listening implements AutoCloseable {
    private final Runnable action;

    private Listening(Runnable action) {
      this.action = action;
    }

    @Override
    public void close() {
      synchronized (StopSignal.this) {
        listeners.remove(this);
      }
    }
  }

  /**
   * Gives the signal; the first to give it decides on the cause.
   *
   * @param cause one whose status is {@link Status#SKIPPED}
   * @return false where it had been given before
   */
  public synchronized boolean trigger(Cause cause) {
    if (cause.status() != Status.SKIPPED) {
      throw new IllegalArgumentException("not a cause to stop a batch: " + cause);
    }
    if (isTriggered()) {
      return false;
    }
    this.cause = Optional.of(cause);
    List<Listening> told = new ArrayList<>(listeners);
    listeners.clear();
    told.forEach(listening -> listening.action.run());
    notifyAll();
    return true;
  }

  public synchronized boolean isTriggered() {
    return cause.isPresent();
  }

  /** Why the batch is to end, empty as long as it is not. */
  public synchronized Optional<Cause> cause() {
    return cause;
  }

  /**
   * Waits for the signal.
   *
   * @return whether it was given within {@code limit}
   */
  public synchronized boolean await(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isTriggered()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /**
   * Has an action run when the signal is given, or at once where it was given before.
   *
   * @param action runs at most once, in the thread that gives the signal, while that thread holds
   *     the signal's lock: it must be short and must not wait
   */
  public synchronized Listening listen(Runnable action) {
    Listening listening = new Listening(Objects.requireNonNull(action, "action"));
    if (isTriggered()) {
      action.run();
    } else {
      listeners.add(listening);
    }
    return listening;
  }
}
