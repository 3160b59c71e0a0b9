package org.backtestrunner.orchestrator.health;

import java.util.Locale;

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
