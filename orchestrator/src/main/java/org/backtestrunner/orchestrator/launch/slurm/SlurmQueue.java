package org.backtestrunner.orchestrator.launch.slurm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.launch.execute.RunTask;

/** All runs that wait for being submitted or for their ends. Thread-safe. */
final class SlurmQueue {
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<Integer, ArrayJob> jobs = new LinkedHashMap<>();
  private long lastAddedNanos;

  /**
   * A run that is to be submitted.
   *
   * @param mebibytes that its task needs
   */
  record Waiting(RunTask task, PendingRun run, OptionalInt mebibytes) {}

  synchronized void add(Waiting run) {
    waiting.add(run);
    lastAddedNanos = System.nanoTime();
  }

  synchronized void add(ArrayJob job) {
    jobs.put(job.chunk(), job);
  }

  /** Adds a run to the array of an earlier start. */
  synchronized void add(
      int chunk, String name, Optional<String> number, int index, String runName, PendingRun run) {
    jobs.computeIfAbsent(chunk, first -> new ArrayJob(chunk, name, number))
        .add(index, runName, run);
  }

  /**
   * Takes runs that can be submitted together, in their order.
   *
   * @param most how many at most
   * @param quietNanos how long nobody must have added any, where there are fewer
   */
  synchronized List<Waiting> take(int most, long quietNanos) {
    if (waiting.isEmpty()
        || most < 1
        || (waiting.size() < most && System.nanoTime() - lastAddedNanos < quietNanos)) {
      return List.of();
    }
    OptionalInt mebibytes = waiting.get(0).mebibytes();
    List<Waiting> taken = new ArrayList<>();
    List<Waiting> left = new ArrayList<>();
    for (Waiting each : waiting) {
      boolean fits = taken.size() < most && each.mebibytes().equals(mebibytes);
      (fits ? taken : left).add(each);
    }
    waiting.clear();
    waiting.addAll(left);
    return taken;
  }

  /** Takes all that are not submitted and whose stop signal was given. */
  synchronized List<PendingRun> takeStopped() {
    List<PendingRun> stopped =
        waiting.stream().map(Waiting::run).filter(run -> run.stop().isTriggered()).toList();
    waiting.removeIf(each -> each.run().stop().isTriggered());
    return stopped;
  }

  /** Takes all that there are, to fail with us. */
  synchronized List<PendingRun> takeAll() {
    List<PendingRun> all = new ArrayList<>(waiting.stream().map(Waiting::run).toList());
    waiting.clear();
    for (ArrayJob job : jobs.values()) {
      job.open().forEach(index -> all.addAll(job.runs(index).values()));
    }
    jobs.clear();
    return all;
  }

  /**
   * Takes a run that has ended.
   *
   * @param name as exit files have it
   */
  synchronized Optional<PendingRun> take(String name) {
    String[] numbers = name.split("\\.");
    if (numbers.length != 3) {
      return Optional.empty();
    }
    try {
      int chunk = Integer.parseInt(numbers[0]);
      ArrayJob job = jobs.get(chunk);
      if (job == null) {
        return Optional.empty();
      }
      Optional<PendingRun> taken = job.remove(Integer.parseInt(numbers[1]) - 1, name);
      if (job.isOver()) {
        jobs.remove(chunk);
      }
      return taken;
    } catch (NumberFormatException someoneElses) {
      return Optional.empty();
    }
  }

  /** Whether the end of a run is waited for. */
  synchronized boolean has(String name) {
    int first = name.indexOf('.');
    int second = name.indexOf('.', first + 1);
    try {
      ArrayJob job = second < 0 ? null : jobs.get(Integer.parseInt(name.substring(0, first)));
      return job != null && job.has(Integer.parseInt(name.substring(first + 1, second)) - 1, name);
    } catch (NumberFormatException someoneElses) {
      return false;
    }
  }

  /** The arrays that have runs left. */
  synchronized List<ArrayJob> jobs() {
    return List.copyOf(jobs.values());
  }

  /** Notes an answer of the cluster about some arrays. */
  synchronized void note(Collection<ArrayJob> asked, Collection<Scheduler.TaskState> states) {
    Map<String, Map<Integer, Scheduler.TaskState>> byName = new LinkedHashMap<>();
    for (Scheduler.TaskState state : states) {
      byName
          .computeIfAbsent(state.name(), first -> new LinkedHashMap<>())
          .put(state.index(), state);
    }
    for (ArrayJob job : asked) {
      Map<Integer, Scheduler.TaskState> known = byName.getOrDefault(job.name(), Map.of());
      for (int index : job.open()) {
        Optional.ofNullable(known.get(index))
            .ifPresentOrElse(job::note, () -> job.noteAbsence(index));
      }
    }
  }

  /** How many tasks have not ended. */
  synchronized int tasks() {
    return jobs.values().stream().mapToInt(job -> job.open().size()).sum();
  }

  synchronized int waiting() {
    return waiting.size();
  }

  /** For people: how many tasks wait and run, and why the first one waits. */
  synchronized String told() {
    int running = 0;
    int pending = 0;
    Optional<String> reason = Optional.empty();
    for (ArrayJob job : jobs.values()) {
      for (int index : job.open()) {
        Optional<Scheduler.TaskState> state = job.state(index);
        boolean runs = state.filter(s -> JobState.of(s.state()) != JobState.WAITING).isPresent();
        running += runs ? 1 : 0;
        pending += runs ? 0 : 1;
        reason = reason.or(() -> state.filter(s -> !runs).map(Scheduler.TaskState::reason));
      }
    }
    String why = reason.filter(text -> !text.equals("None")).map(r -> " (" + r + ")").orElse("");
    String unsent = waiting.isEmpty() ? "" : waiting.size() + " runs to submit, ";
    return unsent + pending + " tasks pending" + why + ", " + running + " running";
  }
}
