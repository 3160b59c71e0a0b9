package org.backtestrunner.orchestrator.launch.handed;

/** A run is in the hands of somebody else, and nobody here waits for it. */
public final class HandedOverException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HandedOverException() {
    super("handed over", null, false, false);
  }

  /** Whether that is why a future has failed. */
  public static boolean isReason(Throwable failure) {
    return failure instanceof HandedOverException
        || (failure.getCause() != null && isReason(failure.getCause()));
  }
}
