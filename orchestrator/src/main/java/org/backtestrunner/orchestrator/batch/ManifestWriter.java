package org.backtestrunner.orchestrator.batch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes the manifests of runs beside the runs themselves: to wait until a disk has taken one would
 * leave a processor idle for as long as a small run takes. Thread-safe.
 */
final class ManifestWriter implements AutoCloseable {
  /** The disk takes many at once as fast as one. */
  private static final int THREADS = 8;

  /** Behind by more, and whoever brings another one waits for the oldest. */
  private static final int MOST_PENDING = 64;

  /** Likewise: no more than what has ended in this time is lost with the machine's power. */
  private static final Duration LONGEST_PENDING = Duration.ofMillis(500);

  private final Duration longestPending;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          action -> {
            Thread thread = new Thread(action, "manifests");
            thread.setDaemon(true);
            return thread;
          });

  /** Those whose end nobody has looked at, the oldest first. */
  private final Queue<Writing> pending = new ArrayDeque<>();

  /** What is being written. */
  private record Writing(long sinceNanos, CompletableFuture<Void> end) {}

  ManifestWriter() {
    this(LONGEST_PENDING);
  }

  /**
   * @param longestPending whoever brings another one waits for those that are older
   */
  ManifestWriter(Duration longestPending) {
    this.longestPending = longestPending;
  }

  /**
   * Has something written.
   *
   * @throws RuntimeException what went wrong with an earlier one
   */
  synchronized void submit(Runnable writing) {
    pending.add(new Writing(System.nanoTime(), CompletableFuture.runAsync(writing, threads)));
    while (!pending.isEmpty() && isDue(pending.peek())) {
      finish(pending.remove().end);
    }
  }

  private boolean isDue(Writing oldest) {
    return oldest.end.isDone()
        || pending.size() > MOST_PENDING
        || System.nanoTime() - oldest.sinceNanos >= longestPending.toNanos();
  }

  /**
   * Waits until all is written.
   *
   * @throws RuntimeException what went wrong, unless {@link #submit} has thrown it
   */
  @Override
  public synchronized void close() {
    threads.shutdown();
    while (!pending.isEmpty()) {
      finish(pending.remove().end);
    }
  }

  private void finish(CompletableFuture<Void> writing) {
    try {
      writing.join();
    } catch (CompletionException failed) {
      // The others are written too, but not asked: what fails with them fails for the same reason.
      CompletableFuture.allOf(pending.stream().map(Writing::end).toArray(CompletableFuture[]::new))
          .exceptionally(alike -> null)
          .join();
      pending.clear();
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failed.getCause();
    }
  }
}
