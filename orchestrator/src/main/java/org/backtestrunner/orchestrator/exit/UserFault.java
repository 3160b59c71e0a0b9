package org.backtestrunner.orchestrator.exit;

import java.util.List;

/**
 * A failure that a user can mend; every other one is a bug. The message tells the user what is
 * wrong, where, and what to do where that is not plain.
 */
public abstract class UserFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  protected UserFault(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  protected UserFault(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** How the program ends for it. */
  public final ExitCode exitCode() {
    return exitCode;
  }

  /** Everything in one sentence. */
  public String sentence() {
    return getMessage();
  }

  /** Lines to be read before the sentence, where that only sums up. */
  public List<String> details() {
    return List.of();
  }
}
