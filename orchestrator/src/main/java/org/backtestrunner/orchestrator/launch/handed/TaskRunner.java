package org.backtestrunner.orchestrator.launch.handed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.launch.execute.Termination;
import org.backtestrunner.orchestrator.launch.shared.SharedExecutor;

/**
 * Executes the runs of one task where it stands, one after another, exactly as they would be on the
 * orchestrator's own machine, and leaves an exit file for each.
 *
 * @param execution tells it from others of the same task
 * @param node where it stands
 * @param runsPerJvm how many runs a worker executes at most
 */
public record TaskRunner(HandedDirectory files, String execution, String node, int runsPerJvm) {

  /** The word by which this program is called to execute a task. */
  public static final String COMMAND = "execute_task";

  /**
   * Executes the runs that have not ended yet.
   *
   * @param chunk the list that has the task
   * @param task the number of its line, from 1
   * @param stop ends the one under way and begins no other
   * @return whether all have ended
   * @throws IOException where there is no such task, or its files cannot be used
   */
  public boolean run(int chunk, int task, StopSignal stop) throws IOException {
    int runs = files.runsOf(chunk, task);
    if (runs == 0) {
      throw new IOException("there is no line " + task + " in " + files.list(chunk));
    }
    Path outputs = files.path().resolve("jvms").resolve(execution);
    LocalExecutor local = new LocalExecutor(1);
    SharedExecutor executor = new SharedExecutor(local, runsPerJvm, outputs);
    try {
      for (int run = 0; run < runs; run++) {
        if (!execute(HandedDirectory.name(chunk, task, run), executor, stop)) {
          return false;
        }
      }
      return true;
    } finally {
      local.close();
      executor.close();
      local.endStrays();
    }
  }

  private boolean execute(String name, SharedExecutor executor, StopSignal stop)
      throws IOException {
    if (Files.exists(files.done().resolve(name))) {
      return true;
    }
    HandedRun run = HandedRun.read(files, name);
    if (stop.isTriggered()) {
      return false;
    }
    RunTask own = run.as(execution);
    run.prepare(own);
    new ValueFile()
        .put("node", node)
        .put("at", Instant.now())
        .putFirst(files.started().resolve(name + "_" + execution));
    RunOutcome outcome = executor.submit(own, stop).join();
    Ending ending = new Ending(outcome, execution, node);
    if (outcome.ending() == Termination.STOPPED) {
      ending.noteStop(files, name);
      return false;
    }
    ending.leave(files, name);
    return true;
  }

  /** A name for the executions of this process. */
  public static String nameOfThisProcess() {
    return ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
