package org.backtestrunner.orchestrator.launch.execute;

/**
 * A place where runs are executed: this machine, or whatever else can be handed a command and a
 * directory.
 *
 * <p>Every implementation MUST
 *
 * <ul>
 *   <li>give back an outcome for every ending: a non-zero exit code, a signal, a program that is
 *       not there are values, never exceptions;
 *   <li>leave no process of the run alive when it returns, neither the worker nor one it started;
 *   <li>have the worker's output written to {@link RunTask#log} by the operating system, so that it
 *       is complete even where the orchestrator was killed;
 *   <li>end the worker when its time is up, when the stop signal comes, and when the calling thread
 *       is interrupted (whose interrupt flag is then set again);
 *   <li>read nothing about the run but its task and the files of its directory;
 *   <li>be usable by several threads at once.
 * </ul>
 */
public interface Executor {

  /**
   * Runs one worker and waits for its end.
   *
   * @param stop ends this run from outside; where it was triggered before, nothing is started
   */
  RunOutcome execute(RunTask task, StopSignal stop);
}
