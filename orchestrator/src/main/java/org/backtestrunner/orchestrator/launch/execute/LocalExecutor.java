package org.backtestrunner.orchestrator.launch.execute;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.zeroturnaround.exec.ProcessExecutor;

/**
 * Executes runs as processes of this machine.
 *
 * <p>A run takes the calling thread, the one that the JDK keeps per process, and no more; all runs
 * share one thread for time limits and the size of logs, and one small shell for signals.
 */
public final class LocalExecutor implements Executor, AutoCloseable {
  /** Tells a worker whose death it shall not outlive. */
  public static final String PARENT_VARIABLE = "BACKTEST_ORCHESTRATOR_PID";

  static final String SHELL = "/bin/sh";

  /**
   * Becomes the worker ({@code exec} keeps the process id). The output goes straight to the file,
   * so it neither needs us nor stops with us. The terminal's interrupt is ours to answer, for all
   * workers at once. Whom it should tell is gone where somebody else is its parent by now.
   */
  private static final String BECOME_WORKER =
      """
      [ "$PPID" = "$%s" ] || exit 75
      log=$1
      shift
      trap '' INT
      exec "$@" >>"$log" 2>&1 </dev/null
      """
          .formatted(PARENT_VARIABLE);

  private static final long LOG_LOOK_MILLIS = 250;

  private final List<String> detach;
  private final SignalShell signals;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<Supervision> running = ConcurrentHashMap.newKeySet();

  public LocalExecutor() {
    this(findOnPath("setsid"));
  }

  /**
   * @param setsid the program that gives a worker a session, and with it a process group, of its
   *     own. Without it, a process that a worker leaves behind is found only where we ended the
   *     worker.
   */
  public LocalExecutor(Optional<Path> setsid) {
    detach = setsid.map(Path::toString).map(List::of).orElse(List.of());
    signals = new SignalShell(detach);
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            action -> {
              Thread thread = new Thread(action, "limits");
              thread.setDaemon(true);
              return thread;
            });
    // Otherwise ten thousand short runs with a long limit would all be remembered until it is over.
    timer.setRemoveOnCancelPolicy(true);
    timer.scheduleWithFixedDelay(
        this::capLogs, LOG_LOOK_MILLIS, LOG_LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public RunOutcome execute(RunTask task, StopSignal stop) {
    Instant now = Instant.now();
    if (stop.isTriggered() || Thread.currentThread().isInterrupted()) {
      return RunOutcome.stoppedBeforeStart(now);
    }
    Optional<String> obstacle = obstacle(task);
    if (obstacle.isPresent()) {
      return RunOutcome.notStarted(now, obstacle.get());
    }
    ProcessExecutor launcher =
        new ProcessExecutor(processCommand(task))
            .directory(task.directory().toFile())
            .environment(PARENT_VARIABLE, Long.toString(ProcessHandle.current().pid()))
            // Nothing comes through the pipes: no pump, and no thread for one.
            .streams(null);
    Supervision supervision = new Supervision(task, stop, timer, signals, !detach.isEmpty());
    running.add(supervision);
    try {
      return supervision.run(launcher);
    } finally {
      running.remove(supervision);
      LogCap.STANDARD.apply(task.log());
    }
  }

  private void capLogs() {
    running.forEach(supervision -> LogCap.STANDARD.apply(supervision.log()));
  }

  /** Kills every worker that runs now, with all it started, and waits for nothing. */
  public void killAll() {
    running.forEach(Supervision::kill);
  }

  /** Gives back the shared thread and shell; to be called when no run is under way. */
  @Override
  public void close() {
    timer.shutdownNow();
    signals.close();
  }

  private List<String> processCommand(RunTask task) {
    List<String> command = new ArrayList<>(detach);
    command.addAll(List.of(SHELL, "-c", BECOME_WORKER, SHELL, task.log().toString()));
    command.addAll(task.command());
    return command;
  }

  /** What the shell could only report with an exit code that a worker may have as well. */
  private static Optional<String> obstacle(RunTask task) {
    if (!Files.isDirectory(task.directory())) {
      return Optional.of("There is no directory " + task.directory() + " to run in");
    }
    Path program = Path.of(task.command().get(0));
    if (program.isAbsolute() && !Files.isExecutable(program)) {
      return Optional.of("There is no program " + program + ", or it is not executable");
    }
    try {
      new FileOutputStream(task.log().toFile(), true).close();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("The log cannot be written: " + e.getMessage());
    }
  }

  private static Optional<Path> findOnPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return List.of(path.split(File.pathSeparator)).stream()
        .map(directory -> Path.of(directory, program))
        .filter(Path::isAbsolute)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
