package org.backtestrunner.orchestrator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;

/** A batch of {@link UnrulyWorker}s whose runs are the same wherever they stand in its config. */
record TortureBatch(BatchFixture fixture, String name) {
  /** What comes after a carriage return on a terminal, before a line that stays. */
  static final String ERASED_LINE = "\u001B[K";

  private static final String GO_ON = "To finish the batch: ";

  /** Makes the worker and the prices; a config is still to be written. */
  static TortureBatch in(Path directory, String name) {
    TortureBatch batch = new TortureBatch(new BatchFixture(directory), name);
    batch.fixture.write("prices.csv", "timestamp,symbol,close\n2015-01-02,A,100\n");
    batch.fixture.makeWorker("worker.jar", UnrulyWorker.class);
    return batch;
  }

  /** So many ids: {@code work-000}, {@code work-001} and so on. */
  static List<String> ids(String manner, int count) {
    return IntStream.range(0, count).mapToObj(i -> "%s-%03d".formatted(manner, i)).toList();
  }

  /** The line of a run in a config. */
  static String run(String id) {
    return run(id, "");
  }

  /**
   * @param more further keys of the overrides: {@code , name: value}
   */
  static String run(String id, String more) {
    return "{id: \"%s\", overrides: {seed: %d%s}}"
        .formatted(id, Math.floorMod(id.hashCode(), 1_000_000), more);
  }

  /**
   * Writes the config.
   *
   * @param more further keys with their values, or nothing
   */
  TortureBatch write(String more, List<String> ids) {
    return writeRuns(more, ids.stream().map(TortureBatch::run).toList());
  }

  /**
   * @param runs as {@link #run} gives them
   */
  TortureBatch writeRuns(String more, List<String> runs) {
    fixture.writeConfig(name, "worker.jar", more, runs);
    return this;
  }

  Result call(String... options) {
    return fixture.batch(options);
  }

  CommandLineRun start(String... options) {
    return fixture.startBatch(options);
  }

  /** What the last line of stderr says to do, if it says how to go on. */
  Optional<String> printedCommand(Result result) {
    String last = result.err().isEmpty() ? "" : result.err().get(result.err().size() - 1);
    int start = last.startsWith(ERASED_LINE) ? ERASED_LINE.length() : 0;
    return last.startsWith(GO_ON, start)
        ? Optional.of(last.substring(start + GO_ON.length()))
        : Optional.empty();
  }

  /** Does what was printed; but what starts the program is that of the tests. */
  Result callPrinted(Result result) {
    String printed = printedCommand(result).orElseThrow(() -> new AssertionError(result.told()));
    String command = "\"$@\" " + printed.substring(printed.indexOf("batch_backtest "));
    List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", command, "sh"));
    shell.addAll(CommandLineRun.program());
    return CommandLineRun.call(fixture.directory(), Map.of(), shell);
  }

  BatchOutput output() {
    return fixture.output(name);
  }

  Journal journal() {
    return Journal.of(fixture);
  }

  Path path(String file) {
    return fixture.directory().resolve(file);
  }

  /** The processes of its workers that run now, whoever their parents are. */
  List<ProcessHandle> workers() {
    return CommandLineRun.processes(fixture.directory() + "/", "/worker.args");
  }
}
