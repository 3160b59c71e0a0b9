package org.backtestrunner.orchestrator.config.parameter;

/** A text that is no value of a parameter; the message says what it must be. */
public final class InvalidValueException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidValueException(String message) {
    super(message);
  }
}
