package org.backtestrunner.worker;

import java.util.Optional;
import java.util.OptionalLong;
import org.backtestrunner.worker.process.ProcessUsage;

/**
 * Ends this process when the orchestrator that started it is gone, so that no worker outlives even
 * a {@code kill -9} of its orchestrator.
 */
final class ParentWatchdog extends Thread {
  /** Set by an orchestrator to its own process id; a person's worker has no such variable. */
  private static final String VARIABLE = "BACKTEST_ORCHESTRATOR_PID";

  private static final long INTERVAL_MILLIS = 500;

  private final long orchestrator;

  private ParentWatchdog(long orchestrator) {
    super("orchestrator-watch");
    this.orchestrator = orchestrator;
    setDaemon(true);
  }

  /** Begins to watch, if an orchestrator started this process. */
  static void begin() {
    String variable = System.getenv(VARIABLE);
    if (variable == null) {
      return;
    }
    try {
      new ParentWatchdog(Long.parseLong(variable)).start();
    } catch (NumberFormatException notOurs) {
      // Somebody else's variable: there is nothing to watch.
    }
  }

  @Override
  public void run() {
    if (parent() != orchestrator) {
      RunLog.ofProcess()
          .error(
              VARIABLE
                  + " is set to "
                  + orchestrator
                  + ", which is not the process that has started this one: to run the worker alone,"
                  + " unset that variable");
    }
    // An orphan gets another parent. ProcessHandle.onExit would look ever more rarely.
    while (parent() == orchestrator) {
      try {
        Thread.sleep(INTERVAL_MILLIS);
      } catch (InterruptedException stop) {
        return;
      }
    }
    Runtime.getRuntime().halt(WorkerExitCode.ORCHESTRATOR_GONE.code());
  }

  private static long parent() {
    // Java's own way costs a JVM several milliseconds the first time.
    OptionalLong parent = ProcessUsage.parentProcess();
    return parent.isPresent() ? parent.getAsLong() : parentByJava();
  }

  private static long parentByJava() {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    return parent.isPresent() ? parent.get().pid() : 0;
  }
}
