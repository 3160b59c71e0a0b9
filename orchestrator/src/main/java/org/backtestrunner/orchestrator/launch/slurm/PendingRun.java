package org.backtestrunner.orchestrator.launch.slurm;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.launch.execute.Termination;

/**
 * A run whose end is waited for.
 *
 * @param log of the run, by which it is known through all its attempts
 * @param since when it was handed to us
 */
record PendingRun(
    Optional<RunTask.Workplace> workplace,
    Path log,
    StopSignal stop,
    Instant since,
    CompletableFuture<RunOutcome> outcome) {

  static PendingRun of(RunTask task, StopSignal stop) {
    return new PendingRun(
        task.workplace(), task.log(), stop, Instant.now(), new CompletableFuture<>());
  }

  RunOutcome reported(Cause cause, String report) {
    return RunOutcome.reported(since, Duration.between(since, Instant.now()).abs(), cause, report);
  }

  /**
   * How it ended where we have had it ended.
   *
   * @param note of its execution, if that had begun
   */
  RunOutcome stopped(Optional<RunOutcome> note) {
    Cause cause = stop.cause().orElse(Cause.INTERRUPTED);
    return note.map(
            told ->
                new RunOutcome(
                    Termination.STOPPED,
                    Optional.of(cause),
                    told.startedAt(),
                    told.runtime(),
                    told.exitCode().isPresent() ? told.pid() : OptionalLong.empty(),
                    told.pid().isPresent() ? told.exitCode() : OptionalInt.empty(),
                    Optional.empty(),
                    told.leftProcesses(),
                    told.runNumber()))
        .orElseGet(() -> RunOutcome.stoppedBeforeStart(since, cause));
  }
}
