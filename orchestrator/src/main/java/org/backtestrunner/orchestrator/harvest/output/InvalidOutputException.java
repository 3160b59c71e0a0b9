package org.backtestrunner.orchestrator.harvest.output;

/** A worker's result file that cannot be used; it fails its run, never the batch. */
public final class InvalidOutputException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidOutputException(String message) {
    super(message);
  }
}
