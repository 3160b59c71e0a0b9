package org.backtestrunner.shared.text;

/** A row that is none; the message is a clause such as {@code a cell is not UTF-8 text}. */
public final class MalformedRowException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;

  MalformedRowException(long line, String message) {
    super(message);
    this.line = line;
  }

  /** The line that is at fault, counted from 1. */
  public long line() {
    return line;
  }
}
