package org.backtestrunner.orchestrator.launch.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.Status;

/** The word to end a batch early: given once, heard by all who run a part of it. Thread-safe. */
public final class StopSignal {
  private final Set<Listening> listeners = new LinkedHashSet<>();
  private Optional<Cause> cause = Optional.empty();

  /** A listener's registration; once closed, its action neither runs nor is running. */
  public final class Listening implements AutoCloseable {
    private final Consumer<Cause> action;

    private Listening(Consumer<Cause> action) {
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
    told.forEach(listening -> listening.action.accept(cause));
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
   * Waits for the signal, without a thread.
   *
   * @return completed when the signal is given, at the latest after {@code limit}: with the cause,
   *     or empty where it was not given until then
   */
  public CompletableFuture<Optional<Cause>> within(Duration limit) {
    CompletableFuture<Cause> given = new CompletableFuture<>();
    Listening listening = listen(given::complete);
    // In another thread, since what follows may take longer than a listener and a timer may.
    return given
        .completeOnTimeout(null, limit.toNanos(), TimeUnit.NANOSECONDS)
        .thenApplyAsync(
            causeOrNull -> {
              listening.close();
              return Optional.ofNullable(causeOrNull);
            });
  }

  /**
   * Has an action run when the signal is given, or at once where it was given before.
   *
   * @param action is told the cause; runs at most once, in the thread that gives the signal, while
   *     that thread holds the signal's lock: it must be short and must not wait
   */
  public synchronized Listening listen(Consumer<Cause> action) {
    Listening listening = new Listening(Objects.requireNonNull(action, "action"));
    if (cause.isPresent()) {
      action.accept(cause.get());
    } else {
      listeners.add(listening);
    }
    return listening;
  }
}
