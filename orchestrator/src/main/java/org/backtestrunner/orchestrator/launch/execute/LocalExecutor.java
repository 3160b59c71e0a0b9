package org.backtestrunner.orchestrator.launch.execute;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.zeroturnaround.exec.ProcessExecutor;

/**
 * Executes runs as processes of this machine.
 *
 * <p>A run takes no thread but the one that the JDK keeps per process. All runs share one thread
 * for time limits, kills and the size of logs, one small shell for signals, and a few threads in
 * which what follows their ends is done.
 */
public final class LocalExecutor implements Executor, AutoCloseable {
  /** Tells a worker whose death it shall not outlive. */
  public static final String PARENT_VARIABLE = "BACKTEST_ORCHESTRATOR_PID";

  /** By which all is known that the workers of an executor start. */
  private static final String MARK_VARIABLE = "BACKTEST_BATCH";

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

  /** The same for a worker that is told its runs through a pipe and answers through another. */
  private static final String BECOME_SERVICE =
      BECOME_WORKER.replace(">>\"$log\" 2>&1 </dev/null", "2>>\"$log\"");

  private static final long LOG_LOOK_MILLIS = 250;

  /** Longer, and a device or a file server holds the process. */
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(10);

  private final int capacity;
  private final String mark = UUID.randomUUID().toString();
  private final List<String> detach;
  private final SignalShell signals;
  private final ScheduledThreadPoolExecutor timer;

  /** As many threads as runs end at once; those of short runs are used again. */
  private final ExecutorService endings =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("run-end"));

  private final Set<Supervision> running = ConcurrentHashMap.newKeySet();

  /**
   * @param capacity how many runs at once this machine is to be kept busy with, at least 1
   */
  public LocalExecutor(int capacity) {
    this(capacity, findOnPath("setsid"));
  }

  /**
   * @param setsid the program that gives a worker a session, and with it a process group, of its
   *     own. Without it, a process that a worker leaves behind is found only where we ended the
   *     worker.
   */
  public LocalExecutor(int capacity, Optional<Path> setsid) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: " + capacity);
    }
    this.capacity = capacity;
    detach = setsid.map(Path::toString).map(List::of).orElse(List.of());
    signals = new SignalShell(detach);
    timer = new ScheduledThreadPoolExecutor(1, daemons("limits"));
    // Otherwise ten thousand short runs with a long limit would all be remembered until it is over.
    timer.setRemoveOnCancelPolicy(true);
    timer.scheduleWithFixedDelay(
        this::capLogs, LOG_LOOK_MILLIS, LOG_LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory daemons(String name) {
    return action -> {
      Thread thread = new Thread(action, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public CompletableFuture<RunOutcome> submit(RunTask task, StopSignal stop) {
    Optional<Cause> stopped = stop.cause();
    if (stopped.isPresent()) {
      return CompletableFuture.completedFuture(
          RunOutcome.stoppedBeforeStart(Instant.now(), stopped.get()));
    }
    Optional<String> obstacle = obstacle(task);
    if (obstacle.isPresent()) {
      return CompletableFuture.completedFuture(
          RunOutcome.notStarted(Instant.now(), obstacle.get()));
    }
    return start(task, stop, starter(task, BECOME_WORKER));
  }

  private ProcessExecutor starter(RunTask task, String become) {
    return new Starter()
        .command(processCommand(task, become))
        .directory(task.directory().toFile())
        .environment(task.environment())
        .environment(PARENT_VARIABLE, Long.toString(ProcessHandle.current().pid()))
        .environment(MARK_VARIABLE, mark)
        // No pump for what comes through the pipes, and no thread for one.
        .streams(null);
  }

  CompletableFuture<RunOutcome> start(RunTask task, StopSignal stop, ProcessExecutor starter) {
    Supervision.Start start = Supervision.Start.now();
    try {
      return supervise(start, task, stop, starter, true).outcome();
    } catch (IOException failure) {
      return failedStart(start, stop, failure);
    }
  }

  /**
   * Starts a worker that executes several runs: it reads {@link Supervision#input}, and writes
   * {@link Supervision#output}. It is watched like any other, until the pipes are closed by the
   * caller.
   *
   * @param task whose log takes what is not an answer; without a time limit
   * @throws IOException where it cannot be started, with a sentence that says why
   */
  public Supervision serve(RunTask task, StopSignal stop) throws IOException {
    return supervise(Supervision.Start.now(), task, stop, starter(task, BECOME_SERVICE), false);
  }

  private Supervision supervise(
      Supervision.Start start,
      RunTask task,
      StopSignal stop,
      ProcessExecutor starter,
      boolean silent)
      throws IOException {
    signals.begin();
    Process worker = starter.start().getProcess();
    try {
      Supervision supervision =
          new Supervision(
              worker, start, task, stop, !detach.isEmpty(), silent, signals, timer, endings);
      running.add(supervision);
      supervision.outcome().whenComplete((outcome, bug) -> running.remove(supervision));
      return supervision;
    } catch (RuntimeException | Error bug) {
      worker.destroyForcibly();
      throw bug;
    }
  }

  /** What becomes of a run whose worker could not be started. */
  public CompletableFuture<RunOutcome> failedStart(
      Supervision.Start start, StopSignal stop, IOException failure) {
    // The terminal's interrupt also reaches what is about to become a worker.
    return stop.within(Supervision.COMMON_SIGNAL)
        .thenApplyAsync(
            stopped ->
                stopped
                    .map(cause -> RunOutcome.stoppedBeforeStart(start.at(), cause))
                    .orElseGet(() -> RunOutcome.notStarted(start.at(), reason(failure))),
            endings);
  }

  /** Has something done after a while, which must be short; cancelled, it is not done. */
  public Future<?> after(Duration pause, Runnable action) {
    return timer.schedule(action, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Has something done at once, which may take as long as it likes. */
  public void inBackground(Runnable action) {
    endings.execute(action);
  }

  /** Starts a process as zt-exec does, without the thread that zt-exec lets wait for it. */
  private static final class Starter extends ProcessExecutor {
    @Override
    protected <T> Future<T> invokeSubmit(ExecutorService thread, Callable<T> waiting) {
      return new FutureTask<>(waiting);
    }
  }

  /** zt-exec's own message repeats the whole command; the one below it says what happened. */
  private static String reason(IOException e) {
    return "The worker cannot be started: "
        + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
  }

  private void capLogs() {
    running.forEach(Supervision::capLogs);
  }

  /** Kills every worker that runs now, with all it started, and waits for nothing. */
  public void killAll() {
    running.forEach(Supervision::kill);
  }

  /** Kills what still runs, waits for its end, and gives back threads and shell. */
  @Override
  public void close() {
    killAll();
    CompletableFuture.allOf(
            running.stream().map(Supervision::outcome).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, LONGEST_FAREWELL.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(bug -> null)
        .join();
    timer.shutdownNow();
    endings.shutdown();
    signals.close();
  }

  /**
   * Ends what workers have left in sessions of their own, where it is known by the variable that it
   * has inherited. To be called when no worker runs any more.
   *
   * @return for people: name and process id of each that was ended
   */
  public List<String> endStrays() {
    return ProcessTable.endAllWith(MARK_VARIABLE + "=" + mark);
  }

  private List<String> processCommand(RunTask task, String become) {
    List<String> command = new ArrayList<>(detach);
    command.addAll(List.of(SHELL, "-c", become, SHELL, task.log().toString()));
    command.addAll(task.command());
    return command;
  }

  /**
   * Why a task cannot be executed, where that is seen before the start: what the shell could only
   * report with an exit code that a worker may have as well.
   */
  public static Optional<String> obstacle(RunTask task) {
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
