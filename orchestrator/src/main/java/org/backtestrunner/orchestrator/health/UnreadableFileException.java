package org.backtestrunner.orchestrator.health;

/** A file does not hold what it should; the message says why, without the file's name. */
final class UnreadableFileException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableFileException(String reason) {
    super(reason);
  }
}
