package org.backtestrunner.orchestrator.harvest;

/** A worker's result file that cannot be used; it fails its run, never the batch. */
final class InvalidOutputException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidOutputException(String message) {
    super(message);
  }
}
