package org.backtestrunner.orchestrator.launch.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.Executor;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.launch.execute.Supervision;

/**
 * Executes runs in workers of this machine that take one run after another, where a task says how;
 * the others by another executor. A worker that executes nothing stays for the next run, unless its
 * place is needed.
 */
public final class SharedExecutor implements Executor, AutoCloseable {
  private final LocalExecutor local;
  private final int runsPerJvm;
  private final Path outputs;

  /** Those that execute nothing, the one that was busy last first. */
  private final Deque<Idle> idle = new ArrayDeque<>();

  /** How many processes execute something or could. */
  private int processes;

  /** A worker for runs of one kind and one batch. */
  private record Idle(SharedJvm jvm, List<String> kind, StopSignal stop) {}

  /**
   * @param local executes what has a process of its own, and watches all processes; whoever makes
   *     it closes it
   * @param runsPerJvm how many runs a worker executes at most, at least 1
   * @param outputs takes a file for each worker, with what its JVM says; made when first needed
   */
  public SharedExecutor(LocalExecutor local, int runsPerJvm, Path outputs) {
    if (runsPerJvm < 1) {
      throw new IllegalArgumentException("runs of a JVM: " + runsPerJvm);
    }
    this.local = local;
    this.runsPerJvm = runsPerJvm;
    this.outputs = outputs.toAbsolutePath();
  }

  @Override
  public int capacity() {
    return local.capacity();
  }

  @Override
  public CompletableFuture<RunOutcome> submit(RunTask task, StopSignal stop) {
    if (task.service().isEmpty()) {
      makeRoom();
      return local.submit(task, stop).whenComplete((outcome, bug) -> countGone());
    }
    Optional<Cause> stopped = stop.cause();
    if (stopped.isPresent()) {
      return CompletableFuture.completedFuture(
          RunOutcome.stoppedBeforeStart(Instant.now(), stopped.get()));
    }
    RunTask.Service service = task.service().get();
    Optional<String> obstacle =
        LocalExecutor.obstacle(
            new RunTask(
                task.directory(), task.log(), service.command(), task.timeLimit(), task.grace()));
    if (obstacle.isPresent()) {
      return CompletableFuture.completedFuture(
          RunOutcome.notStarted(Instant.now(), obstacle.get()));
    }
    Supervision.Start start = Supervision.Start.now();
    for (Optional<SharedJvm> free = take(service, stop);
        free.isPresent();
        free = take(service, stop)) {
      Optional<CompletableFuture<RunOutcome>> begun = free.get().execute(task, start);
      if (begun.isPresent()) {
        return begun.get();
      }
    }
    return startAndExecute(task, service, stop, start);
  }

  private synchronized Optional<SharedJvm> take(RunTask.Service service, StopSignal stop) {
    for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
      Idle candidate = each.next();
      if (candidate.kind.equals(service.kind()) && candidate.stop == stop) {
        each.remove();
        return Optional.of(candidate.jvm);
      }
    }
    return Optional.empty();
  }

  private CompletableFuture<RunOutcome> startAndExecute(
      RunTask task, RunTask.Service service, StopSignal stop, Supervision.Start start) {
    makeRoom();
    JvmOutput output =
        new JvmOutput(outputs.resolve("jvm-" + UUID.randomUUID().toString().substring(0, 8)));
    Supervision worker;
    try {
      Files.createDirectories(outputs);
      worker =
          local.serve(
              new RunTask(
                  outputs, output.file(), service.command(), Optional.empty(), task.grace()),
              stop);
    } catch (IOException failure) {
      countGone();
      return local.failedStart(start, stop, failure);
    }
    SharedJvm jvm =
        new SharedJvm(
            local,
            worker,
            output,
            runsPerJvm,
            free -> release(new Idle(free, service.kind(), stop)));
    CompletableFuture<RunOutcome> outcome = jvm.execute(task, start).orElseThrow();
    jvm.begin(() -> forget(jvm));
    return outcome;
  }

  private synchronized void release(Idle free) {
    idle.addFirst(free);
  }

  private synchronized void forget(SharedJvm gone) {
    idle.removeIf(each -> each.jvm == gone);
    processes--;
  }

  private synchronized void countGone() {
    processes--;
  }

  /** Counts a process that is about to be started; ends a free one where there are enough. */
  private void makeRoom() {
    Optional<Idle> inTheWay;
    synchronized (this) {
      processes++;
      inTheWay =
          processes > local.capacity() ? Optional.ofNullable(idle.pollLast()) : Optional.empty();
    }
    inTheWay.ifPresent(free -> free.jvm.end());
  }

  /** To be called when all workers have ended: deletes the directory of their outputs if empty. */
  @Override
  public void close() {
    try {
      DirectoryTree.deleteIfEmpty(outputs);
    } catch (IOException inNobodysWay) {
      // An empty directory more.
    }
  }
}
