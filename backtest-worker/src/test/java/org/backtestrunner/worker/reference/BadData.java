package org.backtestrunner.worker.reference;

/** The inputs are of a kind that a run must refuse; the message says why. */
final class BadData extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadData(String message) {
    super(message);
  }
}
