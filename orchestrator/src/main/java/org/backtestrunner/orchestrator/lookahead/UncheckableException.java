package org.backtestrunner.orchestrator.lookahead;

/** A run, or a file that it reads, cannot be checked; the message is a clause that says why. */
final class UncheckableException extends Exception {
  private static final long serialVersionUID = 1L;

  UncheckableException(String clause) {
    super(clause);
  }
}
