package org.backtestrunner.orchestrator.launch.execute;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.backtestrunner.orchestrator.launch.contract.WorkerExit;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.listener.ProcessListener;
import org.zeroturnaround.exec.stop.ProcessStopper;

/**
 * One worker, from its start to the end of the last process that it left.
 *
 * <p>The calling thread does it all: it waits for the worker inside zt-exec, is woken by the {@link
 * Alarm} when the worker has to end early, and then ends it, because zt-exec calls {@link #stop} on
 * a thread whose waiting was interrupted. It never returns before the worker is dead.
 */
final class Supervision extends ProcessListener implements ProcessStopper {
  /** How long after a worker's end by signal the news may come that we were signalled too. */
  private static final Duration COMMON_SIGNAL = Duration.ofMillis(200);

  /** A killed process is gone within milliseconds, unless a device or a file server holds it. */
  private static final Duration DEATH_LIMIT = Duration.ofSeconds(10);

  /** How long a worker may take to begin to say where it is. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final RunTask task;
  private final StopSignal stop;
  private final ScheduledExecutorService timer;
  private final SignalShell signals;
  private final boolean ownSession;

  private final Alarm alarm = new Alarm();
  private final Set<ProcessHandle> descendants = new LinkedHashSet<>();
  private volatile Optional<Process> process = Optional.empty();
  private Optional<StopSignal.Listening> listening = Optional.empty();
  private Optional<Future<?>> timeLimit = Optional.empty();
  private Termination ending = Termination.EXITED;
  private boolean interrupted;

  /**
   * @param ownSession whether the worker leads a session of its own, with all that it starts
   */
  Supervision(
      RunTask task,
      StopSignal stop,
      ScheduledExecutorService timer,
      SignalShell signals,
      boolean ownSession) {
    this.task = task;
    this.stop = stop;
    this.timer = timer;
    this.signals = signals;
    this.ownSession = ownSession;
  }

  /** Starts the worker, waits for its end, and ends what it left. */
  RunOutcome run(ProcessExecutor launcher) {
    signals.begin();
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    try {
      launcher.addListener(this).stopper(this).executeNoTimeout();
    } catch (IOException e) {
      if (process.isEmpty()) {
        // The terminal's interrupt also reaches what is about to become a worker.
        boolean stopped = stopComes();
        restoreInterrupt();
        return stopped
            ? RunOutcome.stoppedBeforeStart(startedAt)
            : RunOutcome.notStarted(startedAt, "The worker cannot be started: " + reason(e));
      }
      // Otherwise from closing a pipe that nobody uses.
    } catch (InterruptedException e) {
      interrupted |= alarm.reason().isEmpty();
    } finally {
      // Alive only after an exception that nobody foresaw.
      process.filter(Process::isAlive).ifPresent(this::killAndAwait);
      listening.ifPresent(StopSignal.Listening::close);
      timeLimit.ifPresent(future -> future.cancel(false));
      alarm.close();
    }
    Duration runtime = Duration.ofNanos(System.nanoTime() - start);
    boolean leftProcesses = endLeftovers();
    process.ifPresent(ended -> signals.release(ended.pid()));
    int exitCode = process.orElseThrow().exitValue();
    Termination finalEnding = finalEnding(exitCode);
    restoreInterrupt();
    return new RunOutcome(
        finalEnding,
        startedAt,
        runtime,
        OptionalLong.of(pid()),
        OptionalInt.of(exitCode),
        Optional.empty(),
        leftProcesses);
  }

  private void restoreInterrupt() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Called by zt-exec in the calling thread, before it waits. */
  @Override
  public void afterStart(Process started, ProcessExecutor launcher) {
    process = Optional.of(started);
    signals.guard(started.pid());
    timeLimit =
        task.timeLimit()
            .map(
                limit ->
                    timer.schedule(
                        () -> alarm.ring(Termination.TIMED_OUT),
                        limit.toNanos(),
                        TimeUnit.NANOSECONDS));
    listening = Optional.of(stop.listen(() -> alarm.ring(Termination.STOPPED)));
  }

  /** Called by zt-exec in the calling thread, when its waiting was interrupted. */
  @Override
  public void stop(Process worker) {
    if (!worker.isAlive()) {
      return;
    }
    ending = alarm.reason().orElse(Termination.STOPPED);
    // While the worker lives: its children cannot be told from others once it is dead.
    worker.descendants().forEach(descendants::add);
    if (ending == Termination.TIMED_OUT) {
      askForStacks(worker);
    }
    worker.destroy();
    if (!endsWithin(worker, task.grace())) {
      worker.descendants().forEach(descendants::add);
      killAndAwait(worker);
    }
  }

  /**
   * A JVM answers with the stacks of all its threads, in the log: where it was when time was up.
   * Were it asked to end at the same moment, it could be gone before it has answered.
   */
  private void askForStacks(Process worker) {
    long length = task.log().toFile().length();
    signals.toProcess("QUIT", pid());
    long deadline = System.nanoTime() + ANSWER_LIMIT.toNanos();
    while (worker.isAlive()
        && task.log().toFile().length() == length
        && System.nanoTime() < deadline) {
      sleep(1);
    }
  }

  /** Kills the worker and all it started, and waits for nothing. For use by any thread. */
  void kill() {
    process.ifPresent(
        worker -> {
          List<ProcessHandle> children = worker.descendants().toList();
          worker.destroyForcibly();
          if (ownSession) {
            signals.toGroup("KILL", worker.pid());
          }
          children.forEach(ProcessHandle::destroyForcibly);
        });
  }

  /** Where the worker's output goes. */
  Path log() {
    return task.log();
  }

  private long pid() {
    return process.orElseThrow().pid();
  }

  private Termination finalEnding(int exitCode) {
    if (exitCode == 0) {
      // It was done before it heard us: a JVM that is asked to end does not end with 0.
      return Termination.EXITED;
    }
    if (ending == Termination.EXITED && WorkerExit.isSignal(exitCode) && stopComes()) {
      // Whoever ended the orchestrator ended its workers as well, and they were faster.
      return Termination.STOPPED;
    }
    return ending;
  }

  private boolean stopComes() {
    try {
      return stop.await(COMMON_SIGNAL);
    } catch (InterruptedException e) {
      interrupted = true;
      return true;
    }
  }

  /**
   * Ends what outlived the worker: its session, and the children seen before it was ended.
   *
   * @return whether there was anything
   */
  private boolean endLeftovers() {
    boolean group = ownSession && signals.toGroup("0", pid());
    if (!group && descendants.isEmpty()) {
      return false;
    }
    List<ProcessHandle> left = leftovers();
    boolean found = !left.isEmpty();
    if (group) {
      signals.toGroup("KILL", pid());
    }
    long deadline = System.nanoTime() + DEATH_LIMIT.toNanos();
    for (long pause = 1;
        !left.isEmpty() && System.nanoTime() < deadline;
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      left.forEach(ProcessHandle::destroyForcibly);
      sleep(pause);
      left = leftovers();
    }
    return found;
  }

  private List<ProcessHandle> leftovers() {
    Set<ProcessHandle> left = new LinkedHashSet<>(descendants);
    left.removeIf(descendant -> !ProcessTable.isRunning(descendant));
    if (ownSession) {
      left.addAll(ProcessTable.runningInSession(pid()));
    }
    return List.copyOf(left);
  }

  private boolean endsWithin(Process worker, Duration limit) {
    try {
      return worker.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException impatient) {
      interrupted = true;
      return false;
    }
  }

  private void killAndAwait(Process worker) {
    worker.destroyForcibly();
    while (worker.isAlive()) {
      try {
        worker.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      interrupted = true;
    }
  }

  /** zt-exec's own message repeats the whole command; the one below it says what happened. */
  private static String reason(IOException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }
}
