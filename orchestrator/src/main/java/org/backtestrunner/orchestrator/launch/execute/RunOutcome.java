package org.backtestrunner.orchestrator.launch.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.launch.contract.WorkerExit;

/**
 * What is known about one launch of a worker after it has ended.
 *
 * @param ending how it ended
 * @param cause why it did not end well; empty only where the worker ended by itself with code 0:
 *     whether that is a success, only its results can tell
 * @param startedAt when the launch began, by the wall clock
 * @param runtime from the launch to the end of the worker, by a clock that is never set
 * @param pid the worker's process id, empty where no process was started
 * @param exitCode the worker's exit code (128 + n after signal n), present exactly where {@code
 *     pid} is; a worker that had to be ended has one too
 * @param problem one sentence on why no process was started, or what was reported of it; present
 *     exactly with {@link Termination#NOT_STARTED} and {@link Termination#REPORTED}
 * @param leftProcesses whether the worker left processes behind when it ended; they were killed
 * @param runNumber which run of its worker it was, from 1; empty where it had one of its own
 */
public record RunOutcome(
    Termination ending,
    Optional<Cause> cause,
    Instant startedAt,
    Duration runtime,
    OptionalLong pid,
    OptionalInt exitCode,
    Optional<String> problem,
    boolean leftProcesses,
    OptionalInt runNumber) {

  public RunOutcome {
    Objects.requireNonNull(startedAt, "startedAt");
    if (runtime.isNegative()) {
      throw new IllegalArgumentException("runtime is negative: " + runtime);
    }
    if (pid.isPresent() != exitCode.isPresent()) {
      throw new IllegalArgumentException("pid and exit code stand together or not at all");
    }
    boolean unseen = ending == Termination.NOT_STARTED || ending == Termination.REPORTED;
    if (problem.isPresent() != unseen) {
      throw new IllegalArgumentException("a problem stands exactly with what nobody saw");
    }
    boolean possible =
        switch (ending) {
          case EXITED ->
              exitCode.isPresent() && cause.equals(WorkerExit.cause(exitCode.getAsInt()));
          case TIMED_OUT -> exitCode.isPresent() && cause.equals(Optional.of(Cause.TIMEOUT));
          case STOPPED -> cause.filter(c -> c.status() == Status.SKIPPED).isPresent();
          case NOT_STARTED -> exitCode.isEmpty() && cause.equals(Optional.of(Cause.JVM));
          case REPORTED -> exitCode.isEmpty() && cause.isPresent();
        };
    if (!possible) {
      throw new IllegalArgumentException(ending + " with " + exitCode + " and " + cause);
    }
  }

  /** When the worker ended: never before {@link #startedAt}, even where the wall clock was set. */
  public Instant finishedAt() {
    return startedAt.plus(runtime);
  }

  /** The end of a run whose worker goes on to execute others. */
  public static RunOutcome answered(
      Instant startedAt, Duration runtime, long pid, int exitCode, int runNumber) {
    return new RunOutcome(
        Termination.EXITED,
        WorkerExit.cause(exitCode),
        startedAt,
        runtime,
        OptionalLong.of(pid),
        OptionalInt.of(exitCode),
        Optional.empty(),
        false,
        OptionalInt.of(runNumber));
  }

  /**
   * The end of a run that this worker was executing when it ended, as one of several.
   *
   * @param answer the exit code of the run, where the worker had still told it
   * @param reason why the worker had to be ended; empty where it ended by itself
   */
  public RunOutcome ofRun(
      Instant began, Duration took, OptionalInt answer, int number, Optional<Cause> reason) {
    int code = answer.orElseGet(exitCode::getAsInt);
    // The worker itself may have ended well after it was asked to.
    Termination how = code == 0 ? Termination.EXITED : reason.map(Termination::of).orElse(ending);
    return new RunOutcome(
        how,
        how == Termination.EXITED ? WorkerExit.cause(code) : reason.or(() -> cause),
        began,
        took,
        pid,
        OptionalInt.of(code),
        Optional.empty(),
        leftProcesses,
        OptionalInt.of(number));
  }

  public static RunOutcome notStarted(Instant startedAt, String problem) {
    return withoutProcess(Termination.NOT_STARTED, Cause.JVM, startedAt, Optional.of(problem));
  }

  public static RunOutcome stoppedBeforeStart(Instant startedAt, Cause stop) {
    return withoutProcess(Termination.STOPPED, stop, startedAt, Optional.empty());
  }

  /**
   * What became of a run whose end nobody of us has seen.
   *
   * @param report a sentence
   */
  public static RunOutcome reported(
      Instant startedAt, Duration runtime, Cause cause, String report) {
    return new RunOutcome(
        Termination.REPORTED,
        Optional.of(cause),
        startedAt,
        runtime,
        OptionalLong.empty(),
        OptionalInt.empty(),
        Optional.of(report),
        false,
        OptionalInt.empty());
  }

  private static RunOutcome withoutProcess(
      Termination ending, Cause cause, Instant startedAt, Optional<String> problem) {
    return new RunOutcome(
        ending,
        Optional.of(cause),
        startedAt,
        Duration.ZERO,
        OptionalLong.empty(),
        OptionalInt.empty(),
        problem,
        false,
        OptionalInt.empty());
  }
}
