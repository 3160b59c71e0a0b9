package org.backtestrunner.worker.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.worker.ProductionRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which symbols a run draws with its seed: here it buys and holds what it has drawn. */
class SeedTest {
  @TempDir Path directory;

  private Path prices;

  @BeforeEach
  void writePricesOfThirtySymbols() throws IOException {
    prices = writePrices(30);
  }

  private Path writePrices(int symbols) throws IOException {
    StringBuilder csv = new StringBuilder("timestamp,symbol,close\n");
    for (int s = symbols - 1; s >= 0; s--) {
      for (int day = 1; day <= 3; day++) {
        csv.append("2020-01-0%d,S%02d,%d\n".formatted(day, s, 100 + s));
      }
    }
    return Files.writeString(directory.resolve("prices" + symbols + ".csv"), csv);
  }

  private RunFiles run(String sample, String seed) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("strategy", "buy_and_hold");
    parameters.put("price_file", prices.toString());
    parameters.put("start_date", "2020-01-01");
    parameters.put("end_date", "2020-12-31");
    parameters.put("universe_sample", sample);
    parameters.put("seed", seed);
    Path out = directory.resolve("out");
    ProductionRun.write(parameters, out);
    return RunFiles.read(out, "1d");
  }

  private Set<String> drawn(String sample, String seed) {
    Set<String> symbols = new TreeSet<>();
    for (String line : run(sample, seed).orders()) {
      if (line.startsWith("2020")) {
        symbols.add(line.split(",")[1]);
      }
    }
    return symbols;
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertEquals(run("0.8", "7"), run("0.8", "7"));
  }

  @Test
  void differentSeedsDrawDifferentSubsets() {
    Set<Set<String>> subsets = new HashSet<>();
    List<String> seeds = new ArrayList<>(List.of("-1", "4294967296", "1000000007"));
    for (int seed = 0; seed < 27; seed++) {
      seeds.add(Integer.toString(seed));
    }
    for (String seed : seeds) {
      Set<String> subset = drawn("0.8", seed);
      assertEquals(24, subset.size(), seed);
      subsets.add(subset);
    }
    assertEquals(seeds.size(), subsets.size());
  }

  @Test
  void everySymbolIsDrawnAboutAsOftenAsTheSampleSays() {
    Map<String, Integer> count = new LinkedHashMap<>();
    for (int seed = 0; seed < 100; seed++) {
      drawn("0.5", Integer.toString(seed)).forEach(s -> count.merge(s, 1, Integer::sum));
    }
    assertEquals(30, count.size());
    // Five standard deviations of a binomial count around its mean of 50.
    count.forEach((symbol, n) -> assertTrue(25 <= n && n <= 75, symbol + " " + n));
  }

  @Test
  void aSampleOfOneIgnoresTheSeed() {
    assertEquals(run("1.0", "1"), run("1", "2"));
    assertEquals(30, drawn("1", "3").size());
  }

  /** The sizes are max(1, ceil(f n - 1e-9)), worked out by hand. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.8, 1",
    "2, 0.8, 2",
    "3, 0.8, 3",
    "4, 0.8, 4",
    "5, 0.8, 4",
    "7, 0.8, 6",
    "10, 0.8, 8",
    "11, 0.8, 9",
    "10, 0.3, 3",
    "10, 0.7, 7",
    "10, 0.01, 1",
    "10, 0.11, 2",
    "10, 1e-12, 1",
    "30, 0.1, 3",
    "30, 0.9, 27",
    "10, 0.99, 10",
    "25, 0.28, 7",
    "25, 0.56, 14"
  })
  void aSampleHasTheSizeThatItsShareSays(int symbols, String sample, int expected)
      throws IOException {
    prices = writePrices(symbols);
    assertEquals(expected, drawn(sample, "42").size());
  }

  /** Drawn in jshell: Collections.shuffle with new Random(seed * 0x9E3779B97F4A7C15L). */
  @ParameterizedTest
  @CsvSource({
    "0, S04 S06 S08 S09",
    "1, S02 S03 S06 S08",
    "2, S01 S03 S08 S09",
    "42, S04 S05 S06 S09",
    "-7, S02 S03 S05 S09",
    "9223372036854775807, S01 S05 S07 S08"
  })
  void theSubsetIsTheOneThatTheShuffleOfTheLibraryGives(String seed, String expected)
      throws IOException {
    prices = writePrices(10);
    assertEquals(Set.of(expected.split(" ")), drawn("0.4", seed));
  }
}
