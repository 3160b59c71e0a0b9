package org.backtestrunner.orchestrator.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.launch.contract.Cause;

/**
 * One launch of a worker for a run, after its end.
 *
 * @param number from 1
 * @param cause why it did not end well; empty for exit code 0
 * @param exitCode where there was a process
 * @param runNumber which run of its JVM it was, from 1; empty where it had one of its own
 */
public record Attempt(
    int number,
    Optional<Cause> cause,
    OptionalInt exitCode,
    Instant startedAt,
    Duration runtime,
    OptionalInt runNumber) {

  /** When it ended. */
  public Instant finishedAt() {
    return startedAt.plus(runtime);
  }
}
