package org.backtestrunner.orchestrator.batch;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.cache.Notices;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.text.PrintableText;

/**
 * Tells on stderr how far a batch is: on a terminal one line that changes, elsewhere a plain line a
 * finished run. Thread-safe.
 */
public final class Progress implements Notices, AutoCloseable {
  /** Takes the line away in which a terminal's cursor stands. */
  public static final String ERASE_LINE = "\r\u001b[K";

  private static final long REFRESH_MILLIS = 1_000;

  /** Work that takes no longer is not worth a word. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How much a user wants to be told. */
  public enum Detail {
    QUIET,
    NORMAL,
    VERBOSE
  }

  private final PrintWriter err;
  private final Detail detail;
  private final boolean live;
  private final int total;
  private final long startNanos = System.nanoTime();
  private final Thread refresher;
  private int done;
  private int kept;
  private int failed;
  private boolean closed;
  private int running;
  private Optional<LongWork> longWork = Optional.empty();

  /** Work for which the runs wait. */
  private final class LongWork implements Notices.Work {
    private final String what;
    private final long beginNanos = System.nanoTime();
    private boolean done;

    LongWork(String what) {
      this.what = what;
      CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::tell);
    }

    private void tell() {
      synchronized (Progress.this) {
        if (!done && !closed && detail != Detail.QUIET) {
          longWork = Optional.of(this);
          say(what + " ...");
        }
      }
    }

    String state() {
      return ", " + what + " for " + clock(Duration.ofNanos(System.nanoTime() - beginNanos));
    }

    @Override
    public void close() {
      synchronized (Progress.this) {
        done = true;
        longWork = longWork.filter(other -> other != this);
      }
    }
  }

  /**
   * @param live whether {@code err} is a terminal that can rewrite a line
   */
  public Progress(PrintWriter err, Detail detail, boolean live, int total) {
    this.err = err;
    this.detail = detail;
    this.live = live && detail != Detail.QUIET;
    this.total = total;
    this.refresher = new Thread(this::refresh, "progress");
    refresher.setDaemon(true);
    if (this.live) {
      refresher.start();
    }
  }

  synchronized void started(RunPlan run) {
    running++;
    if (detail == Detail.VERBOSE) {
      line("started " + run.id());
    }
    draw();
  }

  synchronized void finished(RunResult result) {
    running--;
    done++;
    // A run that an interrupt stopped has not failed.
    if (result.failure().isPresent() && result.status() != Status.SKIPPED) {
      failed++;
    }
    // Why runs were not started is said once for all of them.
    boolean isTold = result.failure().isPresent() && result.trace().attempts().isEmpty();
    if (detail != Detail.QUIET
        && !isTold
        && (!live || result.failure().isPresent() || detail == Detail.VERBOSE)) {
      line("[" + done + "/" + total + "] " + describe(result));
    }
    draw();
  }

  /** Counts a run that was done before. */
  synchronized void kept() {
    done++;
    kept++;
    draw();
  }

  private static String describe(RunResult result) {
    return "%s %s %s s%s"
        .formatted(
            result.plan().id(),
            result.status().label(),
            seconds(result.trace().runtime()),
            result.failure().map(failure -> ": " + failure.error()).orElse(""));
  }

  /** A line that stays, whatever the detail. */
  @Override
  public synchronized void say(String message) {
    line(message);
    draw();
  }

  @Override
  public synchronized void detail(String message) {
    if (detail == Detail.VERBOSE) {
      say(message);
    }
  }

  @Override
  public Work begin(String what) {
    return new LongWork(what);
  }

  private void line(String text) {
    err.println((live && !closed ? ERASE_LINE : "") + PrintableText.of(text));
    err.flush();
  }

  private void draw() {
    if (live && !closed) {
      err.print(ERASE_LINE + state());
      err.flush();
    }
  }

  private String state() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    String left =
        done == kept
            ? ""
            : ", about "
                + clock(elapsed.multipliedBy(total - done).dividedBy(done - kept))
                + " left";
    return "%d/%d done, %d failed, %d running, %s elapsed%s%s"
        .formatted(
            done,
            total,
            failed,
            running,
            clock(elapsed),
            left,
            longWork.map(LongWork::state).orElse(""));
  }

  private static String clock(Duration duration) {
    return duration.toHours() > 0
        ? "%d:%02d:%02d"
            .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart())
        : "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  private static String seconds(Duration duration) {
    return "%d.%02d".formatted(duration.toSeconds(), duration.toMillisPart() / 10);
  }

  private void refresh() {
    try {
      while (true) {
        Thread.sleep(REFRESH_MILLIS);
        synchronized (this) {
          draw();
        }
      }
    } catch (InterruptedException closed) {
      // The batch has ended.
    }
  }

  /** Takes the live line away. */
  @Override
  public void close() {
    refresher.interrupt();
    synchronized (this) {
      if (live && !closed) {
        err.print(ERASE_LINE);
        err.flush();
      }
      closed = true;
    }
  }
}
