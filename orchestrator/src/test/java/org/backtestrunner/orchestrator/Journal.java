package org.backtestrunner.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What all {@link UnrulyWorker}s below a directory have done, in order; outside of any batch. */
record Journal(Path file) {

  /**
   * A start or an end of a worker.
   *
   * @param what {@code start} or {@code end}
   * @param millis by the wall clock
   */
  record Entry(String what, String runId, long pid, long millis) {}

  static Journal of(BatchFixture fixture) {
    return new Journal(fixture.directory().resolve("journal.txt"));
  }

  List<Entry> entries() {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(Journal::entry).toList()
          : List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Entry entry(String line) {
    String[] words = line.split(" ");
    return new Entry(words[0], words[1], Long.parseLong(words[2]), Long.parseLong(words[3]));
  }

  /** The ids of all runs in the order of their starts. */
  List<String> starts() {
    return entries().stream().filter(e -> e.what().equals("start")).map(Entry::runId).toList();
  }

  /** How often each run was started. */
  Map<String, Long> startsById() {
    return starts().stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
  }

  boolean hasStarted(String runId) {
    return starts().contains(runId);
  }

  /** When a run last started or ended, by the wall clock. */
  Entry last(String what, String runId) {
    List<Entry> matching =
        entries().stream().filter(e -> e.what().equals(what) && e.runId().equals(runId)).toList();
    return matching.get(matching.size() - 1);
  }

  /** The most workers that were at work at once, by their own word. */
  int mostAtOnce() {
    int most = 0;
    int now = 0;
    for (Entry entry : entries()) {
      now += entry.what().equals("start") ? 1 : -1;
      most = Math.max(most, now);
    }
    return most;
  }
}
