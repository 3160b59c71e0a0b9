package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that is damaged, or that is of other inputs, changes nothing but a line of the log. */
class StoreDoubtTest {
  private static final List<String> STRATEGIES =
      List.of("multifactor_long_short", "target_weights", "trend_baseline", "buy_and_hold");

  /** {@code -Dstore.damages=N} tries more of each kind. */
  private static final int DAMAGES = Integer.getInteger("store.damages", 8);

  @TempDir Path directory;

  private final Random random = new Random(1);

  /** A prepared run that ends well, with bundle and factor file where the strategy takes them. */
  private StoredRun good(String strategy) throws IOException {
    boolean multifactor = strategy.equals("multifactor_long_short");
    for (long seed = 0; ; seed++) {
      StoredRun run = StoredRun.draw(strategy, seed, directory);
      boolean good = run.original().exitCode() == 0;
      if (good && (!multifactor || run.parameters().containsKey("factor_file"))) {
        assertEquals(0, run.prepare());
        run.assertFromStore(run.run("stored"));
        return run;
      }
    }
  }

  private static List<Path> files(StoredRun run) throws IOException {
    try (Stream<Path> files = Files.list(run.cache())) {
      List<Path> all = new ArrayList<>(files.sorted().toList());
      all.add(run.set());
      return all;
    }
  }

  /** What becomes of a file. */
  private interface Damage {
    void to(Path file, byte[] bytes) throws IOException;
  }

  private void tryEverywhere(int times, Damage damage) throws IOException {
    for (String strategy : STRATEGIES) {
      StoredRun run = good(strategy);
      int doubts = 0;
      for (Path file : files(run)) {
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < times; i++) {
          damage.to(file, whole);
          WorkerRun damaged = run.run("damaged");
          run.assertSameEitherWay(damaged);
          doubts += StoredRun.saysDoubt(damaged) ? 1 : 0;
        }
        Files.write(file, whole);
      }
      assertTrue(doubts > 0, strategy);
      run.assertFromStore(run.run("whole"));
    }
  }

  @Test
  void truncatedFiles() throws IOException {
    tryEverywhere(
        DAMAGES, (file, bytes) -> Files.write(file, Arrays.copyOf(bytes, cut(bytes.length))));
  }

  private int cut(int length) {
    return random.nextInt(4) == 0 ? random.nextInt(Math.min(length, 64)) : random.nextInt(length);
  }

  @Test
  void filesWithAFlippedBit() throws IOException {
    tryEverywhere(
        3 * DAMAGES,
        (file, bytes) -> {
          byte[] flipped = bytes.clone();
          int at = random.nextInt(4) == 0 ? cut(Math.min(64, bytes.length)) : cut(bytes.length);
          flipped[at] ^= (byte) (1 << random.nextInt(8));
          Files.write(file, flipped);
        });
  }

  @Test
  void filesWithAStretchOfZeros() throws IOException {
    tryEverywhere(
        DAMAGES,
        (file, bytes) -> {
          byte[] zeroed = bytes.clone();
          int from = cut(bytes.length);
          Arrays.fill(zeroed, from, Math.min(bytes.length, from + 600), (byte) 0);
          Files.write(file, zeroed);
        });
  }

  @Test
  void longerFiles() throws IOException {
    tryEverywhere(1, (file, bytes) -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 8)));
  }

  @Test
  void missingFiles() throws IOException {
    tryEverywhere(1, (file, bytes) -> Files.deleteIfExists(file));
  }

  @Test
  void directoriesInPlaceOfFiles() throws IOException {
    StoredRun run = good("multifactor_long_short");
    for (Path file : files(run)) {
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file);
      Files.createDirectory(file);
      run.assertFromOriginals(run.run("damaged"));
      Files.delete(file);
      Files.write(file, whole);
    }
  }

  @Test
  void entriesOfTheCacheThatWereExchanged() throws IOException {
    StoredRun run;
    List<Path> factors;
    long seed = 0;
    do {
      run = StoredRun.draw("multifactor_long_short", seed++, directory);
      factors =
          run.original().exitCode() == 0 && run.prepare() == 0
              ? files(run).stream().filter(f -> f.toString().contains("factor-")).toList()
              : List.of();
    } while (factors.size() < 2);
    Files.copy(factors.get(1), factors.get(0), StandardCopyOption.REPLACE_EXISTING);

    run.assertFromOriginals(run.run("exchanged"));
  }

  @Test
  void filesOfAnOlderFormat() throws IOException {
    tryEverywhere(
        1,
        (file, bytes) -> {
          String text = new String(bytes, StandardCharsets.ISO_8859_1);
          // The version ends the first line of a set, and the magic number of the others.
          String older =
              file.toString().endsWith(".store")
                  ? text.replaceFirst("store 2\n", "store 1\n")
                  : text.substring(0, 7) + "0" + text.substring(8);
          Files.write(file, older.getBytes(StandardCharsets.ISO_8859_1));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"price_file", "symbols_file", "bundle_path", "factor_file"})
  void anInputThatWasTouched(String input) throws IOException {
    StoredRun run = with(input);
    FileTime before = Files.getLastModifiedTime(run.input(input));
    Files.setLastModifiedTime(run.input(input), FileTime.fromMillis(before.toMillis() + 5_000));
    run.assertFromOriginals(run.run("touched"));
    assertEquals(0, run.prepare());
    run.assertFromStore(run.run("again"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"price_file", "symbols_file", "bundle_path", "factor_file"})
  void anInputThatWasChangedAndGivenItsOldTimeAndSize(String input) throws IOException {
    StoredRun run = with(input);
    Path file = run.input(input);
    FileTime before = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] = ' ';
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, before);
    WorkerRun expected = WorkerRun.of(run.parameters(), run.directory().resolve("expected"));
    run.assertFromOriginals(expected, run.run("changed"));
  }

  @Test
  void anInputThatIsGone() throws IOException {
    StoredRun run = good("buy_and_hold");
    Files.delete(run.input("price_file"));
    WorkerRun expected = WorkerRun.of(run.parameters(), run.directory().resolve("expected"));
    assertEquals(65, expected.exitCode());
    run.assertFromOriginals(expected, run.run("gone"));
  }

  @Test
  void aCopyOfAnInputUnderAnotherName() throws IOException {
    StoredRun run = good("multifactor_long_short");
    for (String input : List.of("price_file", "bundle_path", "factor_file")) {
      Path copy = run.directory().resolve("copy-" + run.input(input).getFileName());
      Files.copy(run.input(input), copy, StandardCopyOption.COPY_ATTRIBUTES);
      run.assertFromOriginals(run.run("copy-" + input, Map.of(input, copy.toString())));
    }
  }

  @Test
  void anotherAgeOfFactors() throws IOException {
    StoredRun run = good("multifactor_long_short");
    Map<String, String> other = Map.of("factor_max_age_days", "77");
    assertOtherwiseFromOriginals(run, other);
  }

  @Test
  void otherBarsOfAYear() throws IOException {
    StoredRun run = good("multifactor_long_short");
    assertOtherwiseFromOriginals(run, Map.of("bars_per_year", "53"));
  }

  @Test
  void anotherFrequency() throws IOException {
    StoredRun run = good("buy_and_hold");
    String other = run.parameters().containsKey("freq") ? "1d" : "5min";
    assertOtherwiseFromOriginals(run, Map.of("freq", other));
  }

  @Test
  void aListOfSymbolsThatCameOrWent() throws IOException {
    StoredRun run = with("symbols_file");
    Map<String, String> without = new LinkedHashMap<>(run.parameters());
    without.remove("symbols_file");
    without.put("store", run.set().toString());
    Map<String, String> plain = new LinkedHashMap<>(without);
    plain.remove("store");
    WorkerRun expected = WorkerRun.of(plain, run.directory().resolve("expected"));
    run.assertFromOriginals(expected, WorkerRun.of(without, run.directory().resolve("without")));

    StoredRun other = good("trend_baseline");
    Path symbols = other.directory().resolve("some.txt");
    Files.writeString(symbols, "A\nSTRANGER\n");
    assertOtherwiseFromOriginals(other, Map.of("symbols_file", symbols.toString()));
  }

  private void assertOtherwiseFromOriginals(StoredRun run, Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(run.parameters());
    all.putAll(others);
    WorkerRun expected = WorkerRun.of(all, run.directory().resolve("expected"));
    run.assertFromOriginals(expected, run.run("other", others));
  }

  /** A prepared run with an input. */
  private StoredRun with(String input) throws IOException {
    for (long seed = 0; ; seed++) {
      StoredRun run = StoredRun.draw("multifactor_long_short", seed, directory);
      boolean whole = run.parameters().containsKey("factor_file");
      if (run.original().exitCode() == 0 && whole && run.parameters().containsKey(input)) {
        assertEquals(0, run.prepare());
        return run;
      }
    }
  }
}
