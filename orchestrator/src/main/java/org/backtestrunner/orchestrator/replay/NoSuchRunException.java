package org.backtestrunner.orchestrator.replay;

import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.exit.UserFault;

/** The user has named a run or a batch that is not there, or cannot be repeated. */
public final class NoSuchRunException extends UserFault {
  private static final long serialVersionUID = 1L;

  NoSuchRunException(String sentence) {
    super(ExitCode.USAGE, sentence);
  }
}
