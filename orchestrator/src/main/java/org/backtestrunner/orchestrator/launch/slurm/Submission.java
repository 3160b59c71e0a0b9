package org.backtestrunner.orchestrator.launch.slurm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.handed.Chunk;
import org.backtestrunner.orchestrator.launch.handed.HandedDirectory;
import org.backtestrunner.orchestrator.launch.handed.HandedRun;
import org.backtestrunner.orchestrator.launch.slurm.Scheduler.RefusedException;

/**
 * Submits runs in chunks. What is to be submitted is on the disk before the cluster is asked, by a
 * name that nothing else has: whatever becomes of us or of the answer, it can be looked up.
 */
final class Submission {
  /** Beyond the time limits of its runs: the start and the end of a task are not theirs. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private static final int MOST_TASKS = 1_000;

  /** So that no list is long, of which each task reads the beginning. */
  private static final int MOST_RUNS = 5_000;

  private final Scheduler scheduler;
  private final HandedDirectory files;
  private final String worker;
  private final int runsPerTask;
  private final OptionalInt tasksAtOnce;
  private final Path script;
  private final String batch = UUID.randomUUID().toString().substring(0, 8);
  private int mostTasks;
  private int nextChunk;

  /**
   * @param worker what executes the runs
   * @param script that a task executes
   */
  Submission(
      Scheduler scheduler,
      HandedDirectory files,
      String worker,
      int runsPerTask,
      OptionalInt tasksAtOnce,
      Path script)
      throws IOException {
    this.scheduler = scheduler;
    this.files = files;
    this.worker = worker;
    this.runsPerTask = runsPerTask;
    this.tasksAtOnce = tasksAtOnce;
    this.script = script;
    Scheduler.Limits limits = scheduler.limits();
    this.mostTasks =
        Math.max(
            1,
            List.of(limits.arraySize(), MOST_TASKS, limits.jobs() / 4, MOST_RUNS / runsPerTask)
                .stream()
                .mapToInt(each -> Math.max(1, each))
                .min()
                .orElseThrow());
    List<Integer> earlier = files.chunks();
    this.nextChunk = earlier.isEmpty() ? 1 : earlier.get(earlier.size() - 1) + 1;
  }

  /** The name of an array of ours. */
  String name(String what) {
    return "bt-" + batch + "-" + what;
  }

  /**
   * How many runs may be submitted now.
   *
   * @param tasks how many tasks have not ended
   */
  int room(int tasks) {
    int most =
        tasksAtOnce.isPresent() ? Math.min(mostTasks, tasksAtOnce.getAsInt() - tasks) : mostTasks;
    return most * runsPerTask;
  }

  /** How many runs may be submitted where nobody waits for room. */
  int most() {
    return mostTasks * runsPerTask;
  }

  /**
   * Submits runs.
   *
   * @param patience how long to wait before the cluster is asked again
   * @return the array; empty where it was too large, and is to be tried in smaller ones
   * @throws RefusedException where there is no use in trying again
   */
  Optional<ArrayJob> submit(List<SlurmQueue.Waiting> runs, Duration patience)
      throws IOException, RefusedException, InterruptedException {
    int number = nextChunk++;
    Chunk chunk =
        Chunk.of(number, runs.stream().map(SlurmQueue.Waiting::task).toList(), runsPerTask);
    String name = name(number + "-1");
    Chunk.Note note = new Chunk.Note(name, chunk.tasks().size(), worker, Optional.empty());
    chunk.write(files);
    note.write(files, number);
    Scheduler.Request request =
        new Scheduler.Request(
            name,
            chunk.tasks().size(),
            tasksAtOnce,
            runs.get(0).mebibytes(),
            timeLimit(runs),
            List.of(script.toString(), Integer.toString(number)));
    try {
      String job = submit(request, patience);
      new Chunk.Note(name, note.size(), worker, Optional.of(job)).write(files, number);
      return Optional.of(job(chunk, runs, name, job));
    } catch (RefusedException refusal) {
      if (!refusal.isForItsSize() || mostTasks == 1) {
        throw refusal;
      }
      mostTasks = Math.max(1, Math.min(mostTasks, chunk.tasks().size()) / 2);
      return Optional.empty();
    }
  }

  /** Until it is accepted; before each further try it is looked up. */
  private String submit(Scheduler.Request request, Duration patience)
      throws IOException, RefusedException, InterruptedException {
    while (true) {
      try {
        return scheduler.submit(request);
      } catch (IOException unclear) {
        Optional<String> accepted = lookUp(request.name(), patience);
        if (accepted.isPresent()) {
          return accepted.get();
        }
      }
    }
  }

  private Optional<String> lookUp(String name, Duration patience) throws InterruptedException {
    while (true) {
      TimeUnit.NANOSECONDS.sleep(patience.toNanos());
      try {
        return scheduler.states(List.of(name)).stream().map(Scheduler.TaskState::job).findFirst();
      } catch (IOException stillAway) {
        // Without an answer nothing is known.
      }
    }
  }

  private Optional<Duration> timeLimit(List<SlurmQueue.Waiting> runs) {
    Duration longest = Duration.ZERO;
    for (SlurmQueue.Waiting run : runs) {
      Optional<Duration> limit = run.task().timeLimit();
      if (limit.isEmpty()) {
        return Optional.empty();
      }
      RunTask task = run.task();
      Duration all = limit.get().plus(task.grace());
      longest = all.compareTo(longest) > 0 ? all : longest;
    }
    return Optional.of(longest.multipliedBy(runsPerTask).plus(MARGIN));
  }

  private static ArrayJob job(
      Chunk chunk, List<SlurmQueue.Waiting> runs, String name, String number) {
    ArrayJob job = new ArrayJob(chunk.number(), name, Optional.of(number));
    int next = 0;
    for (int index = 0; index < chunk.tasks().size(); index++) {
      for (HandedRun run : chunk.tasks().get(index)) {
        job.add(index, run.name(), runs.get(next++).run());
      }
    }
    return job;
  }
}
