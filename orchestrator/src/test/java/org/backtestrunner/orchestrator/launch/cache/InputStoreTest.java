package org.backtestrunner.orchestrator.launch.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.Configs;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in the place of the JVM, which prepares as a worker does, or does not. */
class InputStoreTest {
  private static final String PREPARES =
      """
      while [ "$1" != prepare ]; do shift; done
      grep -q '^--price-file=.*prices.csv$' "${2#@}" || exit 65
      cache=${3#--cache-dir=}
      echo once >>"$cache/calls"
      echo rows >"$cache/panel-7.bin"
      printf 'backtest-worker store 1\\npanel panel-7.bin\\n' >"${4#--store=}"
      """;

  @TempDir private Path directory;
  private final LocalExecutor executor = new LocalExecutor(1);
  private final StopSignal stop = new StopSignal();
  private final List<String> told = new ArrayList<>();
  private final List<String> begun = new ArrayList<>();
  private Optional<String> memory = Optional.empty();
  private Optional<Duration> timeLimit = Optional.empty();
  private Path cache;
  private List<RunPlan> runs;

  @BeforeEach
  void planThreeRuns() {
    cache = directory.resolve("cache");
    runs =
        Planner.plan(
                new Configs(directory).read(Configs.BASE + "grid: {commission_bps: [1, 2, 3]}\n"))
            .runs();
  }

  @AfterEach
  void end() {
    executor.close();
  }

  @Test
  void threeRunsWithTheSameInputsHaveThemPreparedOnce() throws Exception {
    InputStore store = store(PREPARES);
    Optional<Path> file = store.of(runs.get(0)).join();

    assertTrue(file.isPresent(), told::toString);
    assertTrue(Files.exists(file.get()));
    assertEquals(file, store.of(runs.get(1)).join());
    assertEquals(file, store(PREPARES).of(runs.get(2)).join(), "another batch");
    assertEquals(List.of("once"), Files.readAllLines(cache.resolve("calls")));
    assertEquals(
        List.of("calls", "panel-7.bin", name(file.get())), files(), "nothing is left over");
  }

  @Test
  void twoRunsAreNotWorthAPreparationButUseWhatIsThere() throws Exception {
    assertEquals(Optional.empty(), store(PREPARES, runs.subList(0, 2)).of(runs.get(0)).join());
    Optional<Path> file = store(PREPARES).of(runs.get(0)).join();
    assertEquals(file, store(PREPARES, runs.subList(0, 1)).of(runs.get(0)).join());
  }

  @Test
  void inputsThatChangedArePreparedAnew() throws Exception {
    Optional<Path> before = store(PREPARES).of(runs.get(0)).join();
    Files.writeString(directory.resolve("prices.csv"), "another content\n");
    Optional<Path> after = store(PREPARES).of(runs.get(0)).join();

    assertTrue(after.isPresent() && !after.equals(before));
  }

  @Test
  void aCacheThatLostAFileIsFilledAgain() throws Exception {
    Optional<Path> file = store(PREPARES).of(runs.get(0)).join();
    Files.delete(cache.resolve("panel-7.bin"));

    assertEquals(file, store(PREPARES).of(runs.get(0)).join());
    assertTrue(Files.exists(cache.resolve("panel-7.bin")));
  }

  @Test
  void aPreparationThatFailsIsToldOnceAndTheRunsGoWithout() throws Exception {
    InputStore store = store("echo 'ERROR internal error' >&2; exit 70");

    assertEquals(Optional.empty(), store.of(runs.get(0)).join());
    assertEquals(Optional.empty(), store.of(runs.get(1)).join());
    assertEquals(1, told.size(), told::toString);
    assertTrue(told.get(0).contains("ERROR internal error"), told::toString);
    assertEquals(List.of(), files());
  }

  @Test
  void badDataIsToldOnceAndRefusesEveryRunWithTheseInputs() throws Exception {
    InputStore store = store("echo 'ERROR prices.csv:7: no number' >&2; exit 65");

    for (RunPlan run : runs) {
      CompletionException refused =
          assertThrows(CompletionException.class, () -> store.of(run).join());
      assertEquals("prices.csv:7: no number", UnusableInputsException.of(refused).getMessage());
    }
    assertEquals(
        List.of("Bad data: no run with these inputs is started: prices.csv:7: no number"), told);
    assertEquals(List.of(), files());
  }

  @Test
  void aWorkerThatSaysItPreparedAndDidNotIsNotBelieved() throws Exception {
    assertEquals(Optional.empty(), store("exit 0").of(runs.get(0)).join());
  }

  @Test
  void aDamagedSetFileIsMadeAgain() throws Exception {
    Optional<Path> file = store(PREPARES).of(runs.get(0)).join();
    Files.writeString(file.orElseThrow(), "backtest-worker store 1\npanel a\0b\n");

    assertEquals(file, store(PREPARES).of(runs.get(0)).join());
    assertTrue(Files.readString(file.orElseThrow()).contains("panel-7.bin"));
  }

  @Test
  void aCacheThatCannotBeMadeIsDoneWithout() throws Exception {
    Files.writeString(cache, "a file");
    assertEquals(Optional.empty(), store(PREPARES).of(runs.get(0)).join());
    assertEquals(
        List.of(
            "The inputs cannot be prepared once, so every run reads them itself: cannot write "
                + cache
                + ": a file of that name is in the way"),
        told);
  }

  @Test
  void aBatchThatIsStoppedDoesNotWaitForThePreparation() throws Exception {
    InputStore store = store("sleep 60");
    new Thread(() -> stop.trigger(Cause.INTERRUPTED)).start();

    assertEquals(Optional.empty(), store.of(runs.get(0)).join());
    assertEquals(List.of(), told);
  }

  @Test
  void theUsersLimitsOfARunAreThoseOfAPreparation() throws Exception {
    memory = Optional.of("77m");
    timeLimit = Optional.of(Duration.ofSeconds(1));
    Path words = directory.resolve("words");
    long begin = System.nanoTime();

    Optional<Path> none =
        store("echo \"$@\" >'" + words + "'; exec sleep 60").of(runs.get(0)).join();

    assertEquals(Optional.empty(), none);
    assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 20);
    assertTrue(Files.readString(words).startsWith("-Xmx77m "), Files.readString(words));
    assertEquals(1, told.size(), told::toString);
    assertTrue(told.get(0).endsWith("no end after 1 seconds"), told::toString);
  }

  @Test
  void itIsToldWhatIsPreparedAndWhenThatIsDone() throws Exception {
    Files.write(directory.resolve("prices.csv"), new byte[3_400_000]);
    assertTrue(store(PREPARES).of(runs.get(0)).join().isPresent());
    assertEquals(List.of("preparing prices.csv (3 MB)", "done"), begun);
  }

  private InputStore store(String script) throws IOException {
    return store(script, runs);
  }

  private InputStore store(String script, List<RunPlan> expected) throws IOException {
    Path java = Files.writeString(directory.resolve("java"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    WorkerCommand command =
        new WorkerCommand(java, memory, 1, List.of(), directory.resolve("worker.jar"));
    InputStore store =
        new InputStore(
            new CacheDirectory(cache, 1 << 20),
            new BatchCache.Batch(
                command,
                directory,
                timeLimit,
                () -> Optional.of("5a".repeat(32)),
                executor,
                stop,
                new Told()));
    store.expect(expected);
    return store;
  }

  private final class Told implements Notices {
    @Override
    public void say(String line) {
      told.add(line);
    }

    @Override
    public void detail(String line) {
      told.add(line);
    }

    @Override
    public Work begin(String what, Supplier<OptionalInt> percent) {
      begun.add(what);
      return () -> begun.add("done");
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(InputStoreTest::name).sorted().toList();
    }
  }
}
