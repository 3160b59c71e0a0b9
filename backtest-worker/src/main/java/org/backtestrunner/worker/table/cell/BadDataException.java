package org.backtestrunner.worker.table.cell;

import java.nio.file.Path;
import java.util.List;

/** Input data that cannot be used: the message names file, line and reason in one sentence. */
public final class BadDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public BadDataException(String message) {
    this(List.of(message));
  }

  /** Several faults of one file, each with its place. */
  public BadDataException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** A fault of a whole file. */
  public BadDataException(Path file, String reason) {
    this(file + ": " + reason);
  }

  /** A fault at one line of a file. */
  public BadDataException(Path file, long line, String reason) {
    this(file + ":" + line + ": " + reason);
  }

  /** A sentence a fault; mostly one. */
  public List<String> problems() {
    return problems;
  }
}
