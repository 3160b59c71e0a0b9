package org.backtestrunner.worker.table.cell;

import java.nio.file.Path;

/** Input data that cannot be used: the message names file, line and reason in one sentence. */
public final class BadDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadDataException(String message) {
    super(message);
  }

  /** A fault of a whole file. */
  public BadDataException(Path file, String reason) {
    super(file + ": " + reason);
  }

  /** A fault at one line of a file. */
  public BadDataException(Path file, long line, String reason) {
    super(file + ":" + line + ": " + reason);
  }
}
