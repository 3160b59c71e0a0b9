package org.backtestrunner.worker.parameter;

/** A mistake in the arguments of a run: the message names the option and says what is allowed. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
