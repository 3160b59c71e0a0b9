package org.backtestrunner.orchestrator.launch.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.Executor;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.launch.handed.Adopter;
import org.backtestrunner.orchestrator.launch.handed.EarlierTasks;
import org.backtestrunner.orchestrator.launch.handed.HandedDirectory;
import org.backtestrunner.orchestrator.launch.handed.HandedOverException;
import org.backtestrunner.orchestrator.launch.handed.HandedRun;
import org.backtestrunner.orchestrator.launch.handed.RunnerCommand;

/**
 * Executes runs as tasks of a cluster that shares a file system with us. Two threads do all that is
 * to be done: one submits, which may take minutes, one looks for ends and asks why there are none.
 */
public final class SlurmExecutor implements Executor, Adopter, AutoCloseable {
  private static final long TICK_MILLIS = 50;
  private static final int MOST_RECEIVERS = 8;

  private final Setup setup;
  private final SlurmQueue queue = new SlurmQueue();
  private final Watch watch;
  private final ExecutorService receivers =
      Executors.newFixedThreadPool(
          MOST_RECEIVERS,
          action -> {
            Thread thread = new Thread(action, "slurm-end");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<StopSignal> stops = ConcurrentHashMap.newKeySet();
  private final Map<Path, Integer> outOfMemory = new HashMap<>();
  private final Set<Thread> threads = new HashSet<>();
  private volatile boolean closed;
  private volatile boolean submitting;
  private volatile Optional<RuntimeException> failure = Optional.empty();

  /**
   * What a cluster is used with.
   *
   * @param files below the batch's directory, seen by all nodes
   * @param runner what a task calls
   * @param worker what executes the runs, in words that no other has
   * @param capacity how many runs may be handed in at once
   * @param mebibytes that a task needs
   * @param needed what the nodes must see where we do; none: they are not asked
   * @param detached whether nobody waits for ends
   * @param notices takes what the user should know
   */
  public record Setup(
      Scheduler scheduler,
      HandedDirectory files,
      RunnerCommand runner,
      String worker,
      int capacity,
      int runsPerTask,
      OptionalInt tasksAtOnce,
      OptionalInt mebibytes,
      List<Path> needed,
      boolean detached,
      Pace pace,
      Consumer<String> notices) {}

  public SlurmExecutor(Setup setup) {
    this.setup = setup;
    this.watch = new Watch(setup, queue, this::end);
  }

  @Override
  public int capacity() {
    return setup.capacity();
  }

  @Override
  public CompletableFuture<RunOutcome> submit(RunTask task, StopSignal stop) {
    Optional<Cause> stopped = stop.cause();
    if (stopped.isPresent()) {
      return CompletableFuture.completedFuture(
          RunOutcome.stoppedBeforeStart(Instant.now(), stopped.get()));
    }
    PendingRun run = PendingRun.of(task, stop);
    queue.add(new SlurmQueue.Waiting(task, run, mebibytes(task)));
    begin(stop);
    failure.ifPresent(this::failAll);
    return setup.detached()
        ? CompletableFuture.failedFuture(new HandedOverException())
        : run.outcome();
  }

  /** Half as much again for each time that it was not enough. */
  private synchronized OptionalInt mebibytes(RunTask task) {
    int times = outOfMemory.getOrDefault(task.log(), 0);
    return setup.mebibytes().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) (setup.mebibytes().getAsInt() * Math.pow(1.5, times)));
  }

  @Override
  public boolean knows(EarlierTasks.Task task) {
    return task.files().equals(setup.files());
  }

  @Override
  public CompletableFuture<RunOutcome> adopt(
      EarlierTasks.Task task, HandedRun handed, StopSignal stop) {
    PendingRun run = PendingRun.of(handed.task(), stop);
    if (setup.detached()) {
      return CompletableFuture.failedFuture(new HandedOverException());
    }
    queue.add(
        task.chunk(), task.note().name(), task.note().job(), task.task() - 1, task.name(), run);
    begin(stop);
    failure.ifPresent(this::failAll);
    return run.outcome();
  }

  @Override
  public void abandon(Collection<EarlierTasks.Task> tasks) {
    Cancellation.of(setup.scheduler(), tasks.stream().filter(this::knows).toList());
  }

  private synchronized void begin(StopSignal stop) {
    stops.add(stop);
    if (threads.isEmpty()) {
      start("slurm-submit", this::submitAll);
      start("slurm-watch", this::watchAll);
    }
  }

  private void start(String name, Runnable loop) {
    Thread thread = new Thread(loop, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private boolean isStopped() {
    return closed || stops.stream().anyMatch(StopSignal::isTriggered);
  }

  private void submitAll() {
    try {
      submitting = true;
      setup.files().create();
      Files.createDirectories(setup.files().path().resolve("out"));
      Path script = setup.files().path().resolve("wrapper.sh");
      String text =
          setup.runner().script(setup.files(), "\"$1\"", "\"$((SLURM_ARRAY_TASK_ID + 1))\"");
      AtomicFile.write(script, text);
      Submission submission =
          new Submission(
              setup.scheduler(),
              setup.files(),
              setup.worker(),
              setup.runsPerTask(),
              setup.tasksAtOnce(),
              script);
      boolean probed = setup.detached() || setup.needed().isEmpty();
      submitting = false;
      while (!closed) {
        int most = setup.detached() ? submission.most() : submission.room(queue.tasks());
        submitting = true;
        List<SlurmQueue.Waiting> runs = queue.take(most, setup.pace().quiet().toNanos());
        if (!runs.isEmpty() && !probed) {
          probed = true;
          Optional<String> objection =
              new Probe(
                      setup.scheduler(),
                      setup.files(),
                      setup.runner().java(),
                      setup.needed(),
                      setup.pace())
                  .objection(submission.name("probe"), setup.mebibytes(), this::isStopped);
          if (objection.isPresent()) {
            runs.forEach(queue::add);
            throw new EnvironmentException(objection.get());
          }
        }
        submit(submission, runs);
        submitting = false;
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      }
    } catch (Scheduler.RefusedException refusal) {
      fail(new EnvironmentException("the cluster refuses the runs: " + refusal.getMessage()));
    } catch (IOException broken) {
      fail(new EnvironmentException("the cluster cannot be used: " + broken.getMessage()));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      fail(bug);
    }
  }

  private void submit(Submission submission, List<SlurmQueue.Waiting> runs)
      throws IOException, InterruptedException, Scheduler.RefusedException {
    if (runs.isEmpty()) {
      return;
    }
    if (isStopped()) {
      runs.forEach(each -> end(each.run(), each.run().stopped(Optional.empty())));
      return;
    }
    try {
      submission
          .submit(runs, setup.pace().look())
          .ifPresentOrElse(queue::add, () -> runs.forEach(queue::add));
    } catch (Exception failed) {
      runs.forEach(queue::add);
      throw failed;
    }
    // Nobody watches any more where that has failed meanwhile.
    failure.ifPresent(this::failAll);
  }

  private void watchAll() {
    try {
      while (!closed) {
        queue.takeStopped().forEach(run -> end(run, run.stopped(Optional.empty())));
        watch.step(isStopped());
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      fail(bug);
    }
  }

  private void fail(RuntimeException why) {
    failure = Optional.of(why);
    submitting = false;
    failAll(why);
  }

  /** Also those that are handed in later: nobody would be left to end them. */
  private void failAll(RuntimeException why) {
    queue.takeAll().forEach(run -> run.outcome().completeExceptionally(why));
  }

  private void end(PendingRun run, RunOutcome outcome) {
    if (outcome.cause().equals(Optional.of(Cause.OUT_OF_MEMORY))) {
      synchronized (this) {
        outOfMemory.merge(run.log(), 1, Integer::sum);
      }
    }
    receivers.execute(() -> run.outcome().complete(outcome));
  }

  /** Waits until all that was taken is submitted. */
  public int awaitSubmission() {
    try {
      while (failure.isEmpty() && (queue.waiting() > 0 || submitting)) {
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    failure.ifPresent(
        why -> {
          throw why;
        });
    return queue.tasks();
  }

  /** For people: how many tasks wait and run. */
  public String told() {
    return queue.told();
  }

  /** Waits for nothing: what the cluster still has it goes on with, for a later start. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    receivers.shutdown();
  }
}
