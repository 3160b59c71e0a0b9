package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.backtestrunner.worker.reference.RandomPanel;

/**
 * A random run and what was prepared for it.
 *
 * @param directory holds everything
 * @param parameters of the run, without a store
 * @param original what the run gives without a store
 */
record StoredRun(Path directory, Map<String, String> parameters, WorkerRun original) {
  static final String DOUBT = "INFO the original inputs are read, not the store: ";

  /** Draws inputs and runs over them. */
  static StoredRun draw(String strategy, long seed, Path parent) throws IOException {
    Path directory = Files.createDirectories(parent.resolve(strategy + seed));
    Map<String, String> parameters =
        RandomPanel.write(new Random(seed), directory, strategy).parameters();
    return new StoredRun(
        directory, parameters, WorkerRun.of(parameters, directory.resolve("original")));
  }

  Path cache() {
    return directory.resolve("cache");
  }

  Path set() {
    return directory.resolve("run.store");
  }

  Path input(String parameter) {
    return Path.of(parameters.get(parameter));
  }

  /** Prepares the store; gives the exit code. */
  int prepare() {
    List<String> arguments = new ArrayList<>(List.of("prepare"));
    parameters.forEach((name, value) -> arguments.add("--" + name.replace('_', '-') + "=" + value));
    arguments.addAll(List.of("--cache-dir", cache().toString(), "--store", set().toString()));
    return CommandLineFixture.run(arguments).code();
  }

  /** Runs with the store. */
  WorkerRun run(String name) {
    return run(name, Map.of());
  }

  /** Runs with the store and some other parameters. */
  WorkerRun run(String name, Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putAll(others);
    all.put("store", set().toString());
    return WorkerRun.of(all, directory.resolve(name));
  }

  /** Asserts that a run has used the store and differs in nothing. */
  void assertFromStore(WorkerRun actual) {
    assertEquals(lines(original.out()), lines(actual.out()), this::toString);
    assertSame(original, actual);
  }

  /** Asserts that a run has said that it does not use the store, and differs in nothing else. */
  void assertFromOriginals(WorkerRun actual) {
    assertFromOriginals(original, actual);
  }

  void assertFromOriginals(WorkerRun expected, WorkerRun actual) {
    assertTrue(saysDoubt(actual), () -> this + ": " + actual.out());
    List<String> said = lines(actual.out()).stream().filter(l -> !l.startsWith(DOUBT)).toList();
    assertEquals(lines(expected.out()), said, this::toString);
    assertSame(expected, actual);
  }

  /** Asserts that a run differs in nothing, whether it has used the store or not. */
  void assertSameEitherWay(WorkerRun actual) {
    if (saysDoubt(actual)) {
      assertFromOriginals(actual);
    } else {
      assertFromStore(actual);
    }
  }

  /** Whether a run has said that it does not use the store; it may have begun to. */
  static boolean saysDoubt(WorkerRun run) {
    return run.out().lines().anyMatch(line -> line.startsWith(DOUBT));
  }

  private void assertSame(WorkerRun expected, WorkerRun actual) {
    assertEquals(expected.exitCode(), actual.exitCode(), this::toString);
    assertEquals(expected.err(), actual.err(), this::toString);
    assertEquals(expected.files(), actual.files(), this::toString);
  }

  /** Without what differs from call to call: what was used, and when the inputs were touched. */
  private static List<String> lines(String out) {
    return out.lines()
        .filter(line -> !line.startsWith("INFO cpu_sec=") && !line.startsWith("INFO input "))
        .toList();
  }
}
