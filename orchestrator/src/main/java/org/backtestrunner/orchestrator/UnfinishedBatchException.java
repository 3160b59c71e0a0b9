package org.backtestrunner.orchestrator;

/** A batch could not go on, for a reason that is the cause, and can be finished later. */
final class UnfinishedBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String resumeCommand;

  /**
   * @param resumeCommand finishes the batch, once the reason is gone
   */
  UnfinishedBatchException(RuntimeException reason, String resumeCommand) {
    super(reason);
    this.resumeCommand = resumeCommand;
  }

  /** One line that tells how to go on. */
  static String advice(String resumeCommand) {
    return "To finish the batch: " + resumeCommand;
  }

  String advice() {
    return advice(resumeCommand);
  }

  RuntimeException reason() {
    return (RuntimeException) getCause();
  }
}
