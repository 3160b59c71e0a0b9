package org.backtestrunner.orchestrator.batch.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.launch.cache.Notices;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.text.PrintableText;

/**
 * Tells on stderr how far a batch is: on a terminal one line that changes, elsewhere a plain line a
 * finished run. Thread-safe.
 */
public final class Progress implements Notices, AutoCloseable {
  /** Erases the terminal line with the cursor. */
  public static final String ERASE_LINE = "\r\u001b[K";

  private static final long REFRESH_MILLIS = 1_000;

  /** Shorter work is not worth mentioning. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How much output a user wants. */
  public enum Detail {
    QUIET,
    NORMAL,
    VERBOSE
  }

  private final PrintWriter err;
  private final Detail detail;
  private final boolean live;
  private final int columns;
  private final int total;
  private final long startNanos = System.nanoTime();
  private final Thread refresher;
  private final RemainingTime remainingTime = new RemainingTime();

  /** When each run under way was begun, by its index, as {@link System#nanoTime} has it. */
  private final Map<Integer, Long> underWay = new HashMap<>();

  private int done;
  private int failed;
  private int atOnce = 1;
  private boolean closed;
  private double bestSharpe = Double.NEGATIVE_INFINITY;
  private int bestIndex;
  private Optional<LongWork> longWork = Optional.empty();
  private Optional<Supplier<String>> cluster = Optional.empty();

  /** Work for which the runs wait. */
  private final class LongWork implements Notices.Work {
    private final String what;
    private final Supplier<OptionalInt> percent;
    private final long beginNanos = System.nanoTime();
    private boolean done;

    LongWork(String what, Supplier<OptionalInt> percent) {
      this.what = what;
      this.percent = percent;
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
      OptionalInt done = percent.get();
      return ", "
          + what
          + " for "
          + clock(Duration.ofNanos(System.nanoTime() - beginNanos))
          + (done.isPresent() ? ", " + done.getAsInt() + " % read" : "");
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
   * @param terminal how wide the terminal is that shows {@code err} and can rewrite a line; empty
   *     where there is none
   * @param total how many runs there are
   */
  public Progress(PrintWriter err, Detail detail, OptionalInt terminal, int total) {
    this.err = err;
    this.detail = detail;
    this.live = terminal.isPresent() && detail != Detail.QUIET;
    // In its last column a terminal may begin a new line.
    this.columns = terminal.orElse(0) - 1;
    this.total = total;
    this.refresher = new Thread(this::refresh, "progress");
    refresher.setDaemon(true);
    if (this.live) {
      refresher.start();
    }
  }

  /**
   * Shows what a cluster does with the runs, of which nobody here knows when they begin.
   *
   * @param told a few words
   */
  public synchronized void watchCluster(Supplier<String> told) {
    cluster = Optional.of(told);
  }

  public synchronized void started(RunPlan run) {
    underWay.put(run.index(), System.nanoTime());
    atOnce = Math.max(atOnce, underWay.size());
    if (detail == Detail.VERBOSE) {
      line("started " + run.id());
    }
    draw();
  }

  public synchronized void finished(RunResult result) {
    underWay.remove(result.plan().index());
    done++;
    result.trace().lastAttempt().ifPresent(last -> remainingTime.ended(seconds(last.runtime())));
    result.success().ifPresent(this::compare);
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

  private void compare(Success run) {
    Number sharpe = run.metrics().get("sharpe");
    if (sharpe != null && sharpe.doubleValue() > bestSharpe) {
      bestSharpe = sharpe.doubleValue();
      bestIndex = run.plan().index();
    }
  }

  /** Counts a run that was done before. */
  public synchronized void kept(Success run) {
    done++;
    compare(run);
    draw();
  }

  private static String describe(RunResult result) {
    return "%s %s %s s%s"
        .formatted(
            result.plan().id(),
            result.status().label(),
            text(result.trace().runtime()),
            result.failure().map(failure -> ": " + failure.error()).orElse(""));
  }

  /** Prints a line that stays, whatever the detail. */
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
  public Work begin(String what, Supplier<OptionalInt> percent) {
    return new LongWork(what, percent);
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

  /** Without what a narrow terminal has no room for. */
  private String state() {
    long now = System.nanoTime();
    List<Double> running = underWay.values().stream().map(begun -> (now - begun) / 1e9).toList();
    String left =
        remainingTime
            .estimate(total - done - running.size(), running, atOnce)
            .filter(seconds -> done < total && cluster.isEmpty())
            .map(seconds -> ", about " + clock(Duration.ofSeconds(Math.round(seconds))) + " left")
            .orElse("");
    String best =
        bestSharpe > Double.NEGATIVE_INFINITY
            ? ", best sharpe %.2f (run %d)".formatted(bestSharpe, bestIndex)
            : "";
    StringBuilder state =
        new StringBuilder(
            "%d/%d done, %d failed, %s, %s elapsed"
                .formatted(
                    done,
                    total,
                    failed,
                    cluster.map(Supplier::get).orElse(running.size() + " running"),
                    clock(Duration.ofNanos(now - startNanos))));
    for (String part : List.of(longWork.map(LongWork::state).orElse(""), left, best)) {
      if (state.length() + part.length() <= columns) {
        state.append(part);
      }
    }
    return state.substring(0, Math.min(state.length(), columns));
  }

  private static String clock(Duration duration) {
    return duration.toHours() > 0
        ? "%d:%02d:%02d"
            .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart())
        : "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  private static String text(Duration duration) {
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
