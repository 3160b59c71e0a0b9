package org.backtestrunner.orchestrator.lookahead;

import org.backtestrunner.orchestrator.exit.ExitCode;

/**
 * What was found in all runs together.
 *
 * @param lookahead how many have look-ahead
 * @param unchecked how many could not be checked
 */
public record Verdicts(int lookahead, int unchecked) {
  /** A finding counts more than a run that could not be checked. */
  public int exitCode() {
    return (lookahead > 0
            ? ExitCode.SOME_FAILED
            : unchecked > 0 ? ExitCode.USAGE : ExitCode.SUCCESS)
        .code();
  }
}
