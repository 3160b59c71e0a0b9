package org.backtestrunner.orchestrator.launch.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.backtestrunner.orchestrator.launch.handed.HandedDirectory;

/**
 * A cluster without computers: tasks wait for a slot, then end, and leave the exit files that real
 * ones would, as far as a test does not say otherwise.
 */
final class SimulatedCluster implements Scheduler {
  private final HandedDirectory files;
  private final int slots;
  private final Map<String, Map<Integer, String>> states = new LinkedHashMap<>();
  private final Map<String, String> numbers = new LinkedHashMap<>();
  private final Deque<TaskState> queue = new ArrayDeque<>();
  private final AtomicInteger calls = new AtomicInteger();
  private String description = "";
  private boolean silent;

  SimulatedCluster(HandedDirectory files, int slots) {
    this.files = files;
    this.slots = slots;
  }

  /** How often it was asked anything. */
  int calls() {
    return calls.get();
  }

  @Override
  public Limits limits() {
    calls.incrementAndGet();
    return new Limits(1001, 10_000);
  }

  @Override
  public synchronized String submit(Request request) {
    calls.incrementAndGet();
    String number = Integer.toString(numbers.size() + 1);
    numbers.put(request.name(), number);
    Map<Integer, String> tasks = new LinkedHashMap<>();
    for (int index = 0; index < request.size(); index++) {
      tasks.put(index, "PENDING");
      queue.add(new TaskState(request.name(), number, index, "PENDING", "Priority"));
    }
    states.put(request.name(), tasks);
    return number;
  }

  @Override
  public synchronized List<TaskState> states(Collection<String> names) throws IOException {
    calls.incrementAndGet();
    if (silent) {
      throw new IOException("Unable to contact slurm controller");
    }
    List<TaskState> told = new ArrayList<>();
    for (String name : names) {
      states
          .getOrDefault(name, Map.of())
          .forEach(
              (index, state) ->
                  told.add(new TaskState(name, numbers.get(name), index, state, "None")));
    }
    return told;
  }

  @Override
  public synchronized void cancel(String name, String job, Collection<Integer> indexes) {
    calls.incrementAndGet();
    states.getOrDefault(name, Map.of()).replaceAll((index, state) -> "CANCELLED");
  }

  @Override
  public String describe(String job, int index) {
    calls.incrementAndGet();
    return description;
  }

  /** The state of all tasks from now on, and what is told about each. */
  synchronized void setAll(String state, String more) {
    states.values().forEach(tasks -> tasks.replaceAll((index, before) -> state));
    description = more;
  }

  /** Forgets all tasks, as a controller does whose state is gone. */
  synchronized void forget() {
    states.values().forEach(Map::clear);
  }

  /** Answers no more, or again. */
  synchronized void setSilent(boolean now) {
    silent = now;
  }

  synchronized boolean hasTasks() {
    return !queue.isEmpty();
  }

  /** Has as many tasks as there are slots run and end well. */
  void runSlots() throws IOException {
    for (int slot = 0; slot < slots; slot++) {
      TaskState task;
      synchronized (this) {
        task = queue.poll();
        if (task == null) {
          return;
        }
      }
      int chunk = Integer.parseInt(task.name().split("-")[2]);
      List<Path> runs = files.workplaces(chunk).get(task.index());
      for (int run = 0; run < runs.size(); run++) {
        end(HandedDirectory.name(chunk, task.index() + 1, run));
      }
      synchronized (this) {
        states.get(task.name()).remove(task.index());
      }
    }
  }

  /** Leaves the exit file of a run that has ended well. */
  void end(String name) throws IOException {
    Path whole = files.done().resolve("." + name);
    Files.writeString(
        whole,
        """
        ending=EXITED
        execution=1.0.1
        node=n1
        started_at=2026-01-01T00:00:00Z
        runtime_ms=1000
        exit_code=0
        pid=1
        left_processes=false
        """);
    Files.move(whole, files.done().resolve(name));
  }
}
