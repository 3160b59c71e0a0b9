package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.exit.UserFault;

/**
 * The machine, not the config, is at fault: a disk that is full, a directory that cannot be
 * written, a jar that is missing.
 */
public final class EnvironmentException extends UserFault {
  private static final long serialVersionUID = 1L;

  public EnvironmentException(String sentence) {
    super(ExitCode.ENVIRONMENT, sentence);
  }

  private EnvironmentException(String sentence, IOException cause) {
    super(ExitCode.ENVIRONMENT, sentence, cause);
  }

  /**
   * @param task what could not be done, such as {@code cannot write}
   * @param path to which file or directory
   */
  public static EnvironmentException of(String task, Path path, IOException cause) {
    return new EnvironmentException(
        task + " " + path + ": " + FailureReason.describe(path, cause), cause);
  }

  /**
   * A worker cannot write. On a full disk it may not even have been able to say why.
   *
   * @param below where it was to write
   * @param said what became of it
   */
  public static EnvironmentException ofWorker(Path below, String said) {
    String sentence = "a worker cannot write its results below " + below + ": " + said;
    boolean isTold = said.toLowerCase(Locale.ROOT).contains("no space");
    return new EnvironmentException(
        isTold || !FailureReason.isFull(below) ? sentence : sentence + ", " + FailureReason.FULL);
  }
}
