package org.backtestrunner.orchestrator.launch.execute;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes that a worker left when it ended.
 *
 * @param worker its process id
 * @param ownSession whether it led a session of its own, with all that it started
 * @param descendants what it had started and still ran when it was ended
 */
record Leftovers(long worker, boolean ownSession, Set<ProcessHandle> descendants) {
  /** A killed process is gone within milliseconds, unless a device or a file server holds it. */
  private static final Duration DEATH_LIMIT = Duration.ofSeconds(10);

  private static final long LONGEST_PAUSE_MILLIS = 50;

  /**
   * Kills them, and returns when they are gone.
   *
   * @return whether there was anything
   */
  boolean end(SignalShell signals) {
    // Asked of every worker: so it is noticed, too, when the shell has fallen silent.
    boolean group = signals.toGroup("0", worker) && ownSession;
    if (!group && descendants.isEmpty()) {
      return false;
    }
    List<ProcessHandle> left = running();
    boolean found = !left.isEmpty();
    if (group) {
      signals.toGroup("KILL", worker);
    }
    long deadline = System.nanoTime() + DEATH_LIMIT.toNanos();
    for (long pause = 1;
        !left.isEmpty() && System.nanoTime() < deadline;
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      left.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
      left = running();
    }
    return found;
  }

  private List<ProcessHandle> running() {
    Set<ProcessHandle> left = new LinkedHashSet<>(descendants);
    left.removeIf(descendant -> !ProcessTable.isRunning(descendant));
    if (ownSession) {
      left.addAll(ProcessTable.runningInSession(worker));
    }
    return List.copyOf(left);
  }
}
