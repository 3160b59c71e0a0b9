package org.backtestrunner.orchestrator.launch;

import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;

/**
 * A run whose last attempt has ended.
 *
 * @param command of the worker; running it again repeats the run
 * @param attempts in order, at least one
 * @param outcome of the last attempt
 * @param logStart where the last attempt's part of the log begins, in bytes
 */
public record LaunchResult(
    List<String> command, List<Attempt> attempts, RunOutcome outcome, long logStart) {

  public LaunchResult {
    command = List.copyOf(command);
    attempts = List.copyOf(attempts);
  }

  /** Why the last attempt did not end well; empty for exit code 0. */
  public Optional<Cause> cause() {
    return attempts.get(attempts.size() - 1).cause();
  }
}
