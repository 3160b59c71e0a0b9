package org.backtestrunner.orchestrator.launch.slurm;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An array in the cluster's hands, with those of its runs that have not ended. Thread-safe. */
final class ArrayJob {
  private final int chunk;
  private final String name;
  private Optional<String> number;
  private final Map<Integer, Map<String, PendingRun>> open = new TreeMap<>();
  private final Map<Integer, Scheduler.TaskState> states = new HashMap<>();
  private final Map<Integer, Long> notedNanos = new HashMap<>();
  private boolean cancelled;

  /**
   * @param name by which the cluster knows it
   * @param number that the cluster has given it; empty where that is not known
   */
  ArrayJob(int chunk, String name, Optional<String> number) {
    this.chunk = chunk;
    this.name = name;
    this.number = number;
  }

  int chunk() {
    return chunk;
  }

  String name() {
    return name;
  }

  synchronized Optional<String> number() {
    return number;
  }

  /** Adds a run of the task with an index. */
  synchronized void add(int index, String runName, PendingRun run) {
    open.computeIfAbsent(index, first -> new LinkedHashMap<>()).put(runName, run);
  }

  /** Takes out a run that has ended. */
  synchronized Optional<PendingRun> remove(int index, String runName) {
    Map<String, PendingRun> runs = open.getOrDefault(index, Map.of());
    Optional<PendingRun> removed = Optional.ofNullable(runs.remove(runName));
    if (removed.isPresent() && runs.isEmpty()) {
      open.remove(index);
    }
    return removed;
  }

  synchronized boolean has(int index, String runName) {
    return open.getOrDefault(index, Map.of()).containsKey(runName);
  }

  /** The indexes of the tasks of which runs have not ended. */
  synchronized Set<Integer> open() {
    return Set.copyOf(open.keySet());
  }

  /** The runs of a task that have not ended, by their names. */
  synchronized Map<String, PendingRun> runs(int index) {
    return Map.copyOf(open.getOrDefault(index, Map.of()));
  }

  synchronized boolean isOver() {
    return open.isEmpty();
  }

  /** Notes what the cluster says. */
  synchronized void note(Scheduler.TaskState state) {
    number = number.or(() -> Optional.of(state.job()));
    Scheduler.TaskState before = states.put(state.index(), state);
    if (before == null || !before.state().equals(state.state())) {
      notedNanos.remove(state.index());
    }
  }

  /** Notes that the cluster does not know of a task. */
  synchronized void noteAbsence(int index) {
    if (states.remove(index) != null) {
      notedNanos.remove(index);
    }
  }

  /** What the cluster has said last; empty where it does not know of the task. */
  synchronized Optional<Scheduler.TaskState> state(int index) {
    return Optional.ofNullable(states.get(index));
  }

  /** Whether what is said now was said first so long ago. */
  synchronized boolean isSo(int index, Duration duration) {
    long first = notedNanos.computeIfAbsent(index, now -> System.nanoTime());
    return System.nanoTime() - first >= duration.toNanos();
  }

  synchronized void cancel() {
    cancelled = true;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }
}
