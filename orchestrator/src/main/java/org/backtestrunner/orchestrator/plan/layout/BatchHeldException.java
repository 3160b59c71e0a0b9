package org.backtestrunner.orchestrator.plan.layout;

/** Another live orchestrator works on the batch (exit code 5); the message names its process. */
public final class BatchHeldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BatchHeldException(String message) {
    super(message);
  }
}
