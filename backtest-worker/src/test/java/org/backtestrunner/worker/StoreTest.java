package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run with a store against the same run without one. */
class StoreTest {
  /** {@code -Dstore.runs=N} tries more of each strategy. */
  private static final int RUNS = Integer.getInteger("store.runs", 12);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "multifactor_long_short, 3",
    "target_weights, 1",
    "trend_baseline, 1",
    "buy_and_hold, 1"
  })
  void randomRunsGiveTheSameBytesAndWarningsWithAStore(String strategy, int times)
      throws IOException {
    int done = 0;
    for (long seed = 0; seed < RUNS * times; seed++) {
      StoredRun run = StoredRun.draw(strategy, seed, directory);
      int prepared = run.prepare();
      if (prepared == 0) {
        run.assertFromStore(run.run("stored"));
        done += run.original().exitCode() == 0 ? 1 : 0;
      } else {
        assertEquals(run.original().exitCode(), prepared, run::toString);
        run.assertFromOriginals(run.run("stored"));
      }
    }
    assertTrue(done >= RUNS * times / 2, done + " runs were good");
  }

  @Test
  void oneStoreServesRunsThatDifferInWhatItDoesNotHold() throws IOException {
    StoredRun run = good("multifactor_long_short");
    List<Map<String, String>> variants =
        List.of(
            Map.of("universe_sample", "0.6", "seed", "7"),
            Map.of("start_date", "2000-01-01", "end_date", "2100-01-01", "rebalance_freq", "D"),
            Map.of("execution_lag", "0", "top_quantile", "0.5", "bottom_quantile", "0"),
            Map.of("strategy", "buy_and_hold"),
            Map.of("strategy", "trend_baseline", "ema_fast", "3", "ema_slow", "7"));
    for (int i = 0; i < variants.size(); i++) {
      Map<String, String> all = new LinkedHashMap<>(run.parameters());
      all.putAll(variants.get(i));
      WorkerRun original = WorkerRun.of(all, directory.resolve("original" + i));
      StoredRun variant = new StoredRun(run.directory(), all, original);
      variant.assertFromStore(variant.run("variant" + i));
    }
  }

  @Test
  void factorsAreTheSameWhetherComputedFromTheFilesOrFromAStoredPanel() throws IOException {
    for (long seed = 0; seed < RUNS; seed++) {
      StoredRun run = StoredRun.draw("multifactor_long_short", seed, directory);
      if (run.prepare() != 0) {
        continue;
      }
      Map<String, byte[]> fromFiles = cache(run);
      for (String name : fromFiles.keySet()) {
        if (name.startsWith("factor-")) {
          Files.delete(run.cache().resolve(name));
        }
      }
      assertEquals(0, run.prepare());
      Map<String, byte[]> fromPanel = cache(run);
      assertEquals(fromFiles.keySet(), fromPanel.keySet());
      fromFiles.forEach((name, bytes) -> assertArrayEquals(bytes, fromPanel.get(name), name));
      run.assertFromStore(run.run("stored"));
    }
  }

  @Test
  void preparationsAtTheSameTimeDoNotDisturbEachOther() throws Exception {
    StoredRun run = good("multifactor_long_short");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> preparations = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Path set = directory.resolve("set" + i);
        preparations.add(() -> prepare(run, set));
      }
      for (Future<Integer> code : threads.invokeAll(preparations)) {
        assertEquals(0, code.get());
      }
    } finally {
      threads.shutdown();
    }
    run.assertFromStore(run.run("stored"));
    assertTrue(cache(run).keySet().stream().noneMatch(name -> name.endsWith(".tmp")));
  }

  private static int prepare(StoredRun run, Path set) {
    List<String> arguments = new ArrayList<>(List.of("prepare"));
    run.parameters()
        .forEach((name, value) -> arguments.add("--" + name.replace('_', '-') + "=" + value));
    Path cache = run.directory().resolve("cache2");
    arguments.addAll(List.of("--cache-dir=" + cache, "--store=" + set));
    return CommandLineFixture.run(arguments).code();
  }

  @Test
  void whatIsInTheCacheIsUsedAgainAndMarkedAsUsed() throws IOException {
    StoredRun run = good("multifactor_long_short");
    Map<String, Object> inodes = new TreeMap<>();
    for (String name : cache(run).keySet()) {
      Path file = run.cache().resolve(name);
      inodes.put(name, Files.getAttribute(file, "unix:ino"));
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    }
    assertEquals(0, run.prepare());
    for (String name : cache(run).keySet()) {
      Path file = run.cache().resolve(name);
      assertEquals(inodes.get(name), Files.getAttribute(file, "unix:ino"), name);
      assertTrue(Files.getLastModifiedTime(file).toMillis() > 1_000, name);
    }
  }

  @Test
  void aDamagedEntryOfTheCacheIsMadeAnew() throws IOException {
    StoredRun run = good("multifactor_long_short");
    Map<String, byte[]> whole = cache(run);
    for (String name : whole.keySet()) {
      byte[] bytes = whole.get(name).clone();
      bytes[bytes.length / 2] ^= 1;
      Files.write(run.cache().resolve(name), bytes);
      assertEquals(0, run.prepare());
      assertArrayEquals(whole.get(name), Files.readAllBytes(run.cache().resolve(name)), name);
    }
  }

  @Test
  void aDirectoryOfPriceFilesIsWatchedFileByFile() throws IOException {
    Path prices = Files.createDirectories(directory.resolve("prices"));
    for (String symbol : List.of("A", "B")) {
      Files.writeString(
          prices.resolve(symbol + ".csv"),
          "timestamp,close\n2020-01-01,10\n2020-01-02,11\n2020-01-03,12\n");
    }
    Files.writeString(prices.resolve("README"), "not read");
    StoredRun run =
        of(
            Map.of(
                "strategy", "buy_and_hold",
                "price_file", prices.toString(),
                "start_date", "2020-01-01",
                "end_date", "2020-12-31"));
    assertEquals(0, run.prepare());
    run.assertFromStore(run.run("stored"));
    assertTrue(run.original().out().contains("WARN "), "the ignored file");

    Files.writeString(
        prices.resolve("B.csv"), "timestamp,close\n2020-01-01,10\n2020-01-02,11\n2020-01-03,13\n");
    StoredRun changed = of(run.parameters());
    changed.assertFromOriginals(changed.run("changed"));

    assertEquals(0, changed.prepare());
    changed.assertFromStore(changed.run("again"));
    Files.writeString(prices.resolve("C.csv"), "timestamp,close\n2020-01-01,10\n");
    StoredRun added = of(run.parameters());
    added.assertFromOriginals(added.run("added"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--cache-dir", "--store"})
  void aPreparationNeedsToKnowWhere(String option) throws IOException {
    StoredRun run = good("buy_and_hold");
    List<String> arguments = new ArrayList<>(List.of("prepare"));
    run.parameters()
        .forEach((name, value) -> arguments.add("--" + name.replace('_', '-') + "=" + value));
    arguments.add(option.equals("--store") ? "--cache-dir=" + run.cache() : "--store=" + run.set());
    CommandLineFixture.Ended ended = CommandLineFixture.run(arguments);
    assertEquals(2, ended.code());
    assertTrue(ended.err().startsWith("ERROR " + option + " is required"), ended.err());
  }

  @Test
  void aPreparationTakesTheArgumentFileOfARun() throws IOException {
    StoredRun run = good("trend_baseline");
    List<String> lines = new ArrayList<>(List.of(Arguments.MARKER));
    run.parameters()
        .forEach((name, value) -> lines.add("--" + name.replace('_', '-') + "=" + value));
    lines.add("--store=" + run.set());
    lines.add("--out=" + directory.resolve("elsewhere"));
    Path arguments = Files.write(directory.resolve("worker.args"), lines);
    Files.delete(run.set());
    CommandLineFixture.Ended ended =
        CommandLineFixture.run(
            List.of(
                "prepare",
                "@" + arguments,
                "--cache-dir",
                run.cache().toString(),
                "--store",
                run.set().toString()));
    assertEquals(0, ended.code(), ended.err());
    run.assertFromStore(run.run("stored"));
    assertTrue(Files.notExists(directory.resolve("elsewhere")));
  }

  @Test
  void aRunOfABatchAgainWrittenElsewhereUsesItsStore() throws IOException {
    StoredRun run = good("buy_and_hold");
    List<String> lines = new ArrayList<>(List.of(Arguments.MARKER));
    run.parameters()
        .forEach((name, value) -> lines.add("--" + name.replace('_', '-') + "=" + value));
    lines.add("--store=" + run.set());
    lines.add("--out=" + directory.resolve("first"));
    Path arguments = Files.write(directory.resolve("worker.args"), lines);
    Path second = directory.resolve("second");
    CommandLineFixture.Ended ended =
        CommandLineFixture.run(List.of("@" + arguments, "--out", second.toString()));
    assertEquals(0, ended.code(), ended.err());
    assertTrue(!ended.out().contains(StoredRun.DOUBT), ended.out());
    assertTrue(Files.exists(second));
    assertTrue(Files.notExists(directory.resolve("first")));
  }

  private StoredRun of(Map<String, String> parameters) {
    return new StoredRun(
        directory,
        parameters,
        WorkerRun.of(parameters, directory.resolve("original" + System.nanoTime())));
  }

  /** A prepared run that ends well. */
  private StoredRun good(String strategy) throws IOException {
    for (long seed = 0; ; seed++) {
      StoredRun run = StoredRun.draw(strategy, seed, directory);
      if (run.original().exitCode() == 0 && run.original().out().contains(" orders, ")) {
        assertEquals(0, run.prepare());
        return run;
      }
    }
  }

  private static Map<String, byte[]> cache(StoredRun run) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(run.cache())) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
