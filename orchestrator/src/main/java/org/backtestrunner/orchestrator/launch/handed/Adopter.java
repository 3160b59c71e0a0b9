package org.backtestrunner.orchestrator.launch.handed;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;

/** Who may know of runs that an earlier start has handed over and that have not ended. */
public interface Adopter {
  /** Whether the run may still be executed by whoever was handed it. */
  boolean knows(EarlierTasks.Task task);

  /** Goes on waiting for the end of such a run. */
  CompletableFuture<RunOutcome> adopt(EarlierTasks.Task task, HandedRun run, StopSignal stop);

  /** Has tasks ended, if they are still executed: nobody waits for them any more. */
  void abandon(Collection<EarlierTasks.Task> tasks);
}
