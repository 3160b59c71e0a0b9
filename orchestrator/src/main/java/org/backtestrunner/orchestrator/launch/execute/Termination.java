package org.backtestrunner.orchestrator.launch.execute;

import org.backtestrunner.orchestrator.launch.contract.Cause;

/** The five ways in which a {@link RunTask} can end. */
public enum Termination {
  /**
   * The worker ended without our doing; whether well, its exit code tells. Also where it finished
   * with exit code 0 just after it was asked to end: a complete result is not thrown away.
   */
  EXITED,
  /** The worker was ended because its time was up. */
  TIMED_OUT,
  /** The worker was ended, or not even started, because the stop signal came. */
  STOPPED,
  /** There never was a process. */
  NOT_STARTED,
  /** Nobody of us saw its end; who had it executed says what became of it. */
  REPORTED;

  /** How a worker ends that is ended for a reason. */
  static Termination of(Cause reason) {
    return reason == Cause.TIMEOUT ? TIMED_OUT : STOPPED;
  }
}
