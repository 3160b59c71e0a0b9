package org.backtestrunner.orchestrator.batch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes the manifests of runs beside the runs themselves: to wait until a disk has taken one would
 * leave a processor idle for as long as a small run takes. Thread-safe.
 */
final class ManifestWriter implements AutoCloseable {
  /** The disk takes many at once as fast as one. */
  private static final int THREADS = 8;

  /** Behind by more, and whoever brings another one writes it himself. */
  private static final int MOST_WAITING = 64;

  private static final RejectedExecutionHandler CALLER_WRITES = new CallerRunsPolicy();

  private final ThreadPoolExecutor threads;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean told;

  ManifestWriter() {
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            action -> {
              Thread thread = new Thread(action, "manifests");
              thread.setDaemon(true);
              return thread;
            },
            CALLER_WRITES);
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Has something written.
   *
   * @throws RuntimeException what went wrong with this or an earlier one
   */
  void submit(Runnable writing) {
    threads.execute(
        () -> {
          try {
            writing.run();
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        });
    throwFailure();
  }

  /**
   * Waits until all is written.
   *
   * @throws RuntimeException what went wrong, unless {@link #submit} has thrown it
   */
  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    // What is already on its way must not meet with itself.
    if (!told) {
      throwFailure();
    }
  }

  private void throwFailure() {
    Throwable first = failure.get();
    told |= first != null;
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
