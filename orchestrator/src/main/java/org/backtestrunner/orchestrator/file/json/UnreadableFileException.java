package org.backtestrunner.orchestrator.file.json;

/** A file does not hold what it should; the message says why, without the file's name. */
public final class UnreadableFileException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnreadableFileException(String reason) {
    super(reason);
  }
}
