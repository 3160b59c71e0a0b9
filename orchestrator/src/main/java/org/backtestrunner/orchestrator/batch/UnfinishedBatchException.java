package org.backtestrunner.orchestrator.batch;

/** A batch could not go on, for a reason that is the cause, and can be finished later. */
public final class UnfinishedBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String resumeCommand;

  /**
   * @param resumeCommand finishes the batch, once the reason is gone
   */
  public UnfinishedBatchException(RuntimeException reason, String resumeCommand) {
    super(reason);
    this.resumeCommand = resumeCommand;
  }

  /** One line that tells how to go on. */
  public static String advice(String resumeCommand) {
    return "To finish the batch: " + resumeCommand;
  }

  public String advice() {
    return advice(resumeCommand);
  }

  public RuntimeException reason() {
    return (RuntimeException) getCause();
  }
}
