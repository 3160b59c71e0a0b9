package org.backtestrunner.orchestrator.launch.execute;

import java.util.concurrent.CompletableFuture;

/**
 * A place where runs are executed: this machine, or whatever else can be handed a command and a
 * directory.
 *
 * <p>Every implementation MUST
 *
 * <ul>
 *   <li>give an outcome for every ending: a non-zero exit code, a signal, a program that is not
 *       there are values, never exceptions;
 *   <li>leave no process of the run alive when its outcome is there, neither the worker, unless it
 *       goes on to execute other runs, nor one it started;
 *   <li>have the worker's output written to {@link RunTask#log} by the operating system, so that it
 *       is complete even where the orchestrator was killed;
 *   <li>end the worker when its time is up and when the stop signal comes, and for no other reason;
 *   <li>say in the outcome why the worker ended as it did;
 *   <li>read nothing about the run but its task and the files of its directory;
 *   <li>complete an outcome in a thread in which its receiver may go on for as long as it likes;
 *   <li>be usable by several threads at once.
 * </ul>
 */
public interface Executor {

  /** How many runs keep it busy. Further ones are taken too, but gain nothing from that. */
  int capacity();

  /**
   * Takes a run, and does not wait for its end.
   *
   * @param stop ends this run from outside; where it was triggered before, nothing is started
   * @return completed when the run has ended; with an exception only where our own code is wrong.
   *     To complete or cancel it from outside ends no run.
   */
  CompletableFuture<RunOutcome> submit(RunTask task, StopSignal stop);
}
