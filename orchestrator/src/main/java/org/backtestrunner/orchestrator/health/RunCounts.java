package org.backtestrunner.orchestrator.health;

import java.util.Locale;
import java.util.Map;
import org.backtestrunner.orchestrator.launch.contract.Status;

/**
 * How the planned runs of a batch stand.
 *
 * @param total planned runs
 * @param success of them
 * @param failed of them
 * @param timeout of them
 * @param skipped of them
 * @param pending of them have not ended yet
 */
record RunCounts(int total, int success, int failed, int timeout, int skipped, int pending) {

  /**
   * @param ended numbers of runs by status
   */
  static RunCounts of(int total, Map<Status, Integer> ended, int pending) {
    return new RunCounts(
        total,
        ended.getOrDefault(Status.SUCCESS, 0),
        ended.getOrDefault(Status.FAILED, 0),
        ended.getOrDefault(Status.TIMEOUT, 0),
        ended.getOrDefault(Status.SKIPPED, 0),
        pending);
  }

  /** Runs that have ended, but not well. */
  int notSuccess() {
    return total - success - pending;
  }

  String describe() {
    String ended =
        String.format(
            Locale.ROOT,
            "%d success, %d failed, %d timeout, %d skipped",
            success,
            failed,
            timeout,
            skipped);
    return pending == 0 ? ended : ended + ", " + pending + " not ended";
  }
}
