package org.backtestrunner.orchestrator.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.batch.host.Installation;
import org.backtestrunner.orchestrator.launch.execute.ShellText;

/** A batch could not go on, for a reason that is the cause, and can be finished later. */
public final class UnfinishedBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * @param commandLine that has begun the batch
   */
  UnfinishedBatchException(RuntimeException reason, List<String> commandLine) {
    super(reason);
    this.advice = advice(commandLine);
  }

  /** One line with the command that finishes a batch which a failed run has ended early. */
  static String adviceAfterFailure(List<String> commandLine) {
    return "After mending the fault, finish the batch: " + resumption(commandLine);
  }

  /** One line with the command that finishes what a command line has begun. */
  static String advice(List<String> commandLine) {
    return "To finish the batch: " + resumption(commandLine);
  }

  /** One line with the command that collects what others have executed. */
  static String collection(List<String> commandLine) {
    return "To collect the results: " + resumption(commandLine);
  }

  /** One line with the command that shows what of a batch has ended. */
  static String view(Path directory) {
    List<String> command = new ArrayList<>(Installation.command());
    command.addAll(List.of("report", directory.toString()));
    return "To see what has ended: " + ShellText.of(command);
  }

  private static String resumption(List<String> commandLine) {
    List<String> command = new ArrayList<>(Installation.command());
    command.addAll(commandLine);
    command.removeAll(List.of("--rerun", "--resume", "--detach"));
    command.add("--resume");
    return ShellText.of(command);
  }

  /** One line that tells how to go on, once the reason is gone. */
  public String advice() {
    return advice;
  }

  public RuntimeException reason() {
    return (RuntimeException) getCause();
  }
}
