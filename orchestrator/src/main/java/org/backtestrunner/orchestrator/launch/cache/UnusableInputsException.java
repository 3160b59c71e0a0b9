package org.backtestrunner.orchestrator.launch.cache;

import java.util.concurrent.CompletionException;

/** The preparation has found bad data in the inputs of runs, so that none of these can succeed. */
public final class UnusableInputsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, with its place
   */
  UnusableInputsException(String message) {
    super(message);
  }

  /** Whether that is why a future has failed. */
  static boolean isReason(Throwable failure) {
    return failure instanceof UnusableInputsException
        || (failure.getCause() != null && isReason(failure.getCause()));
  }

  /**
   * The reason why a future has failed.
   *
   * @throws CompletionException where it is another
   */
  public static UnusableInputsException of(Throwable failure) {
    Throwable reason = failure;
    while (reason instanceof CompletionException && reason.getCause() != null) {
      reason = reason.getCause();
    }
    if (reason instanceof UnusableInputsException unusable) {
      return unusable;
    }
    throw failure instanceof CompletionException wrapped
        ? wrapped
        : new CompletionException(failure);
  }
}
