package org.backtestrunner.orchestrator.cleaning;

import java.nio.file.Path;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.exit.UserFault;

/** The user has named a directory that is no batch's output. */
public final class NoSuchBatchException extends UserFault {
  private static final long serialVersionUID = 1L;

  NoSuchBatchException(Path directory, String reason) {
    super(ExitCode.USAGE, directory + " is not the output of a batch: " + reason);
  }
}
