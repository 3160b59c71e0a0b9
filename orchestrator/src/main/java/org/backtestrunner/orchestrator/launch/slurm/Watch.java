package org.backtestrunner.orchestrator.launch.slurm;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.handed.Ending;
import org.backtestrunner.orchestrator.launch.handed.HandedDirectory;

/** Looks for ends of runs, and asks the cluster about those that do not come. */
final class Watch {
  /** How many times longer than a look or a call took we wait before the next one. */
  private static final int REST = 10;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private static final Pattern WORTH_A_WARNING =
      Pattern.compile(
          "JobHeld.*|ReqNodeNotAvail.*|DependencyNeverSatisfied|QOS.*|Assoc.*|.*Limit|"
              + "PartitionDown|PartitionInactive|BadConstraints|InvalidAccount|InvalidQOS");

  private final SlurmExecutor.Setup setup;
  private final HandedDirectory files;
  private final SlurmQueue queue;
  private final BiConsumer<PendingRun, RunOutcome> end;
  private final Verdicts verdicts;
  private final Set<String> told = new HashSet<>();
  private CompletableFuture<Void> call = CompletableFuture.completedFuture(null);
  private volatile long nextAskNanos;

  /** The arrays about which the last answer was; nothing follows from it for others. */
  private volatile List<ArrayJob> answered = List.of();

  private long nextLookNanos = System.nanoTime();
  private Optional<Long> stoppedNanos = Optional.empty();

  Watch(SlurmExecutor.Setup setup, SlurmQueue queue, BiConsumer<PendingRun, RunOutcome> end) {
    this.setup = setup;
    this.files = setup.files();
    this.queue = queue;
    this.end = end;
    this.verdicts = new Verdicts(setup.scheduler(), files, setup.pace());
    this.nextAskNanos = System.nanoTime() + setup.pace().ask().toNanos();
  }

  /** Does what is due. */
  void step(boolean stopping) {
    if (stopping && stoppedNanos.isEmpty()) {
      stoppedNanos = Optional.of(System.nanoTime());
      nextAskNanos = System.nanoTime();
    }
    List<ArrayJob> jobs = queue.jobs();
    if (jobs.isEmpty()) {
      return;
    }
    if (System.nanoTime() >= nextLookNanos) {
      look();
    }
    if (call.isDone() && !answered.isEmpty()) {
      judge(answered);
      answered = List.of();
    }
    if (call.isDone() && System.nanoTime() >= nextAskNanos) {
      call = CompletableFuture.runAsync(() -> ask(stopping), action -> background(action));
    }
    if (stoppedNanos.isPresent()
        && System.nanoTime() - stoppedNanos.get() > setup.pace().farewell().toNanos()) {
      leave();
    }
  }

  private static void background(Runnable action) {
    Thread thread = new Thread(action, "slurm-ask");
    thread.setDaemon(true);
    thread.start();
  }

  private void look() {
    long begin = System.nanoTime();
    try {
      for (String name : files.ended()) {
        if (queue.has(name)) {
          Optional<Ending> ending = Ending.find(files, name);
          if (ending.isPresent()) {
            conclude(name, ending.get());
          }
        }
      }
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot read", files.done(), failure);
    }
    long took = System.nanoTime() - begin;
    nextLookNanos = System.nanoTime() + Math.max(setup.pace().look().toNanos(), REST * took);
  }

  private void conclude(String name, Ending ending) throws IOException {
    Optional<PendingRun> run = queue.take(name);
    if (run.isPresent()) {
      ending.bringResults(run.get().workplace());
      end.accept(run.get(), ending.outcome());
    }
  }

  private void ask(boolean stopping) {
    long begin = System.nanoTime();
    List<ArrayJob> jobs = queue.jobs();
    try {
      if (stopping) {
        cancel(jobs);
      }
      List<Scheduler.TaskState> states =
          setup.scheduler().states(jobs.stream().map(ArrayJob::name).toList());
      queue.note(jobs, states);
      warn(states);
      answered = jobs;
    } catch (IOException noNews) {
      tell("The cluster does not answer, which changes nothing as yet: " + noNews.getMessage());
    }
    long took = System.nanoTime() - begin;
    long pause =
        stopping
            ? Math.min(SECOND_NANOS, setup.pace().ask().toNanos())
            : setup.pace().ask().toNanos();
    nextAskNanos = System.nanoTime() + Math.max(pause, REST * took);
  }

  private void cancel(List<ArrayJob> jobs) throws IOException {
    for (ArrayJob job : jobs) {
      if (!job.isCancelled() && job.number().isPresent()) {
        job.cancel();
        setup.scheduler().cancel(job.name(), job.number().get(), List.of());
      }
    }
  }

  private void warn(List<Scheduler.TaskState> states) {
    for (Scheduler.TaskState state : states) {
      if (!JobState.isKnown(state.state())) {
        tell("The cluster says " + state.state() + " of a task, which is taken for running.");
      } else if (JobState.of(state.state()) == JobState.WAITING
          && WORTH_A_WARNING.matcher(state.reason()).matches()) {
        tell("The cluster lets tasks wait: " + state.reason());
      }
    }
  }

  private synchronized void tell(String once) {
    if (told.add(once)) {
      setup.notices().accept(once);
    }
  }

  /** Decides about the tasks of which the cluster says that they have ended. */
  private void judge(List<ArrayJob> jobs) {
    look();
    try {
      for (ArrayJob job : jobs) {
        for (int index : job.open()) {
          for (Map.Entry<String, RunOutcome> each : verdicts.of(job, index).entrySet()) {
            giveUp(each.getKey(), each.getValue());
          }
        }
      }
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot read", files.path(), failure);
    }
  }

  private void giveUp(String name, RunOutcome outcome) throws IOException {
    Optional<Ending> after = Ending.giveUp(files, name, outcome);
    if (after.isPresent()) {
      conclude(name, after.get());
    } else {
      queue.take(name).ifPresent(run -> end.accept(run, outcome));
    }
  }

  /** Waits no longer for what was cancelled. */
  private void leave() {
    for (ArrayJob job : queue.jobs()) {
      for (int index : job.open()) {
        job.runs(index)
            .keySet()
            .forEach(
                name ->
                    queue
                        .take(name)
                        .ifPresent(run -> end.accept(run, run.stopped(verdicts.note(name)))));
      }
    }
  }
}
