package org.backtestrunner.orchestrator.health;

import java.util.Locale;
import java.util.Map;
import org.backtestrunner.orchestrator.launch.contract.Status;

/**
 * How the planned runs of a batch stand.
 *
 * @param total planned runs, without those that were not selected
 * @param success of them
 * @param failed of them
 * @param timeout of them
 * @param skipped of them
 * @param pending of them have not ended yet
 * @param notSelected further planned runs, which the command line did not want
 */
record RunCounts(
    int total, int success, int failed, int timeout, int skipped, int pending, int notSelected) {

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
        pending,
        0);
  }

  /** The same where so many of the skipped ones were not to be executed. */
  RunCounts withoutNotSelected(int others) {
    int count = Math.min(others, skipped);
    return new RunCounts(total - count, success, failed, timeout, skipped - count, pending, count);
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
    return ended
        + (pending == 0 ? "" : ", " + pending + " not ended")
        + (notSelected == 0 ? "" : ", " + notSelected + " not selected");
  }
}
