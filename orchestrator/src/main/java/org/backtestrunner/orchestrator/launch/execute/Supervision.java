package org.backtestrunner.orchestrator.launch.execute;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.WorkerExit;

/** One worker that was started, until the last process that it left has ended. */
public final class Supervision {
  /** How long after a worker's end by signal the news may come that we were signalled too. */
  static final Duration COMMON_SIGNAL = Duration.ofMillis(200);

  private final Process worker;
  private final RunTask task;
  private final StopSignal stop;
  private final SignalShell signals;
  private final boolean ownSession;
  private final boolean silent;
  private final KillLadder ladder;
  private final Start start;
  private final CompletableFuture<RunOutcome> outcome;
  private volatile Optional<Path> further = Optional.empty();

  /**
   * When a launch began.
   *
   * @param at by the wall clock
   * @param nanos by {@link System#nanoTime}, which is never set
   */
  public record Start(Instant at, long nanos) {
    public static Start now() {
      return new Start(Instant.now(), System.nanoTime());
    }

    public Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - nanos);
    }
  }

  /**
   * Begins to watch.
   *
   * @param ownSession whether the worker leads a session of its own, with all that it starts
   * @param silent whether nothing comes through the pipes between us
   * @param endings run what is to be done when the worker has ended
   */
  Supervision(
      Process worker,
      Start start,
      RunTask task,
      StopSignal stop,
      boolean ownSession,
      boolean silent,
      SignalShell signals,
      ScheduledExecutorService timer,
      ExecutorService endings) {
    this.worker = worker;
    this.start = start;
    this.task = task;
    this.stop = stop;
    this.ownSession = ownSession;
    this.silent = silent;
    this.signals = signals;
    signals.guard(worker.pid());
    ladder = new KillLadder(worker, task, stop, signals, timer);
    outcome =
        worker
            .onExit()
            .thenApply(ended -> start.elapsed())
            .thenComposeAsync(runtime -> conclude(runtime, endings), endings);
  }

  /** Completed when the worker and all that it left has ended. */
  public CompletableFuture<RunOutcome> outcome() {
    return outcome;
  }

  public long pid() {
    return worker.pid();
  }

  /** What the worker reads. */
  public OutputStream input() {
    return worker.getOutputStream();
  }

  /** What the worker writes, apart from its log. */
  public InputStream output() {
    return worker.getInputStream();
  }

  /** Asks the worker to end, and ends it where that does not help. */
  public void end(Cause why) {
    ladder.go(why);
  }

  /** Why it is being ended; empty where it is not. */
  public Optional<Cause> reason() {
    return ladder.reason();
  }

  /** Kills the worker and all it started, and waits for nothing. */
  public void kill() {
    List<ProcessHandle> children = worker.descendants().toList();
    worker.destroyForcibly();
    if (ownSession) {
      signals.toGroup("KILL", worker.pid());
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** Tells of a further file into which the worker writes from now on. */
  public void writesTo(Path file) {
    further = Optional.of(file);
  }

  /** Cuts what the worker writes where it has become too large. */
  public void capLogs() {
    LogCap.STANDARD.apply(task.log());
    further.ifPresent(LogCap.STANDARD::apply);
  }

  private CompletableFuture<RunOutcome> conclude(Duration runtime, ExecutorService endings) {
    ladder.remove();
    if (silent) {
      closePipes();
    }
    boolean left = new Leftovers(worker.pid(), ownSession, ladder.descendants()).end(signals);
    signals.release(worker.pid());
    capLogs();
    Optional<Cause> reason = ladder.reason();
    if (reason.isEmpty() && WorkerExit.isSignal(worker.exitValue())) {
      // Whoever ended the orchestrator may have ended its workers as well, and they were faster.
      return stop.within(COMMON_SIGNAL)
          .thenApplyAsync(stopped -> outcome(stopped, runtime, left), endings);
    }
    return CompletableFuture.completedFuture(outcome(reason, runtime, left));
  }

  private RunOutcome outcome(Optional<Cause> reason, Duration runtime, boolean leftProcesses) {
    int exitCode = worker.exitValue();
    // With 0 it was done before it heard us: a JVM that is asked to end does not end with 0.
    Termination ending =
        exitCode == 0 ? Termination.EXITED : reason.map(Termination::of).orElse(Termination.EXITED);
    return new RunOutcome(
        ending,
        ending == Termination.EXITED ? WorkerExit.cause(exitCode) : reason,
        start.at(),
        runtime,
        OptionalLong.of(worker.pid()),
        OptionalInt.of(exitCode),
        Optional.empty(),
        leftProcesses,
        OptionalInt.empty());
  }

  /** Each is an open file, even where nothing came through them. */
  public void closePipes() {
    for (Closeable pipe :
        List.of(worker.getOutputStream(), worker.getInputStream(), worker.getErrorStream())) {
      try {
        pipe.close();
      } catch (IOException unimportant) {
        // Nobody is left at its other end.
      }
    }
  }
}
