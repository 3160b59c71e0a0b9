package org.backtestrunner.orchestrator.launch.execute;

import java.util.Optional;

/**
 * Wakes the thread that waits for a worker, by interrupting it: once at most, and never after it
 * has stopped waiting, so that no interruption of ours strays into what the thread does next.
 */
final class Alarm implements AutoCloseable {
  private final Thread sleeper = Thread.currentThread();
  private Optional<Termination> reason = Optional.empty();
  private boolean closed;

  /** Wakes the sleeper; the first to ring decides on the reason. */
  synchronized void ring(Termination why) {
    if (!closed && reason.isEmpty()) {
      reason = Optional.of(why);
      sleeper.interrupt();
    }
  }

  /** Why the alarm rang, empty where it did not. */
  synchronized Optional<Termination> reason() {
    return reason;
  }

  /** To be called by the sleeper: takes back an interruption that it has not met with. */
  @Override
  public synchronized void close() {
    if (!closed && reason.isPresent()) {
      Thread.interrupted();
    }
    closed = true;
  }
}
