package org.backtestrunner.orchestrator.launch.shared;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.Supervision;

/**
 * A worker that executes one run after another.
 *
 * <p>What ends a run ends the worker: its time limit, a signal, an answer that is none. Then the
 * outcome of the run that it was executing waits until nothing of the worker is left.
 */
final class SharedJvm {
  /** Longer, and somebody else holds the other end of the pipe. */
  private static final Duration LAST_WORDS_LIMIT = Duration.ofSeconds(2);

  private final LocalExecutor local;
  private final Supervision worker;
  private final JvmOutput output;
  private final int mostRuns;
  private final Consumer<SharedJvm> whenFree;
  private final CompletableFuture<Void> allRead = new CompletableFuture<>();
  private Optional<Execution> current = Optional.empty();
  private int runs;
  private final AtomicLong appended = new AtomicLong();
  private boolean gone;
  private boolean lost;

  /** One run, from the line that asks for it. */
  private static final class Execution {
    private final RunTask task;
    private final Supervision.Start start;
    private final int number;
    private final long outputBefore;
    private final CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    private Optional<Future<?>> timeLimit = Optional.empty();
    private OptionalInt answer = OptionalInt.empty();
    private Duration took = Duration.ZERO;

    Execution(RunTask task, Supervision.Start start, int number, long outputBefore) {
      this.task = task;
      this.start = start;
      this.number = number;
      this.outputBefore = outputBefore;
    }
  }

  /**
   * @param worker has been started for this
   * @param output the file that takes what the JVM says
   * @param mostRuns how many it executes
   * @param whenFree is told, before the outcome of a run is there, that the next may come
   */
  SharedJvm(
      LocalExecutor local,
      Supervision worker,
      JvmOutput output,
      int mostRuns,
      Consumer<SharedJvm> whenFree) {
    this.local = local;
    this.worker = worker;
    this.output = output;
    this.mostRuns = mostRuns;
    this.whenFree = whenFree;
  }

  /**
   * Begins to listen.
   *
   * @param whenGone is told that nothing of the worker is left
   */
  void begin(Runnable whenGone) {
    Thread reader = new Thread(this::readAnswers, "answers");
    reader.setDaemon(true);
    reader.start();
    worker
        .outcome()
        .whenComplete(
            (end, bug) -> {
              // It may have answered just before.
              allRead
                  .completeOnTimeout(null, LAST_WORDS_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                  .join();
              worker.closePipes();
              whenGone.run();
              if (bug == null) {
                ended(end);
              } else {
                failed(bug);
              }
            });
  }

  /** Executes a run; empty where the worker has ended since it was free, and has not begun it. */
  Optional<CompletableFuture<RunOutcome>> execute(RunTask task, Supervision.Start start) {
    Execution run;
    synchronized (this) {
      if (gone || lost || worker.reason().isPresent()) {
        return Optional.empty();
      }
      run = new Execution(task, start, ++runs, output.length());
      current = Optional.of(run);
      run.timeLimit =
          task.timeLimit()
              .map(limit -> limit.minus(start.elapsed()))
              .map(rest -> local.after(rest, () -> timeIsUp(run)));
    }
    worker.writesTo(task.log());
    ask(task);
    return Optional.of(run.outcome);
  }

  private void ask(RunTask task) {
    String line =
        escaped(task.service().orElseThrow().arguments()) + "\t" + escaped(task.log()) + "\n";
    try {
      worker.input().write(line.getBytes(StandardCharsets.UTF_8));
      worker.input().flush();
    } catch (IOException gone) {
      // Its end is the end of the run.
    }
  }

  private static String escaped(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
  }

  /** Ends it; one that is gone already has a number that may be another's. */
  void end() {
    if (!worker.outcome().isDone()) {
      worker.kill();
    }
  }

  private synchronized void timeIsUp(Execution run) {
    if (current.equals(Optional.of(run)) && run.answer.isEmpty()) {
      worker.end(Cause.TIMEOUT);
    }
  }

  private void readAnswers() {
    try (BufferedReader answers =
        new BufferedReader(new InputStreamReader(worker.output(), StandardCharsets.UTF_8))) {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        take(RunAnswer.of(line));
      }
    } catch (IOException closed) {
      // There is nothing more to read.
    } finally {
      allRead.complete(null);
    }
  }

  private void take(Optional<RunAnswer> answer) {
    Execution run;
    synchronized (this) {
      lost |= answer.isEmpty() || current.isEmpty() || current.get().answer.isPresent();
      if (lost) {
        // Whatever has written this: which run an answer belongs to is no longer known.
        worker.kill();
        return;
      }
      run = current.get();
      run.took = run.start.elapsed();
      run.answer = OptionalInt.of(answer.get().exitCode());
      run.timeLimit.ifPresent(limit -> limit.cancel(false));
      if (answer.get().last() || run.number >= mostRuns || worker.reason().isPresent()) {
        bidFarewell(run.task.grace());
        return;
      }
      current = Optional.empty();
    }
    RunOutcome outcome =
        RunOutcome.answered(
            run.start.at(), run.took, worker.pid(), run.answer.getAsInt(), run.number);
    whenFree.accept(this);
    finish(run, outcome);
  }

  /** A worker ends with its input; one that does not is ended. */
  private void bidFarewell(Duration grace) {
    try {
      worker.input().close();
    } catch (IOException goneAlready) {
      // Then there is nobody to tell.
    }
    local.after(grace, this::end);
  }

  private void ended(RunOutcome end) {
    takeCurrent()
        .ifPresent(
            run -> {
              Duration took = run.answer.isPresent() ? run.took : run.start.elapsed();
              finish(run, end.ofRun(run.start.at(), took, run.answer, run.number, worker.reason()));
            });
    output.deleteIfHoldsNoMore(appended.get());
  }

  private void failed(Throwable bug) {
    takeCurrent().ifPresent(run -> run.outcome.completeExceptionally(bug));
  }

  private synchronized Optional<Execution> takeCurrent() {
    gone = true;
    Optional<Execution> taken = current;
    current = Optional.empty();
    taken.flatMap(run -> run.timeLimit).ifPresent(limit -> limit.cancel(false));
    return taken;
  }

  private void finish(Execution run, RunOutcome outcome) {
    appended.addAndGet(output.appendTo(run.task.log(), run.outputBefore));
    local.inBackground(() -> run.outcome.complete(outcome));
  }
}
