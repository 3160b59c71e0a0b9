package org.backtestrunner.orchestrator.plan.layout;

import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.exit.UserFault;

/** Another live orchestrator works on the batch; the message names its process. */
public final class BatchHeldException extends UserFault {
  private static final long serialVersionUID = 1L;

  BatchHeldException(String message) {
    super(ExitCode.HELD, message);
  }
}
