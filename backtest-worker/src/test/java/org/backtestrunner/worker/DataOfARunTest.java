package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run warns of or refuses in data that do not fit it. Every run is made twice, from its
 * files and from what was prepared of them, and both must say the same.
 */
class DataOfARunTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  @TempDir Path directory;

  private final Map<String, String> parameters = new LinkedHashMap<>();
  private int runs;

  @BeforeEach
  void describeARun() {
    parameters.put("strategy", "buy_and_hold");
    parameters.put("start_date", "2024-01-01");
    parameters.put("bars_per_year", "365");
  }

  private void file(String parameter, String text) throws IOException {
    parameters.put(parameter, Files.writeString(directory.resolve(parameter), text).toString());
  }

  /** Writes rows of so many days, of which the first ones are others than usual. */
  private void prices(int days, String... firstRows) throws IOException {
    StringBuilder csv = new StringBuilder("timestamp,symbol,open,high,low,close\n");
    for (int day = 0; day < days; day++) {
      String row = day < firstRows.length ? firstRows[day] : "10,11,9," + (10 + day % 2);
      csv.append(FIRST.plusDays(day)).append(",A,").append(row).append('\n');
    }
    file("price_file", csv.toString());
    parameters.put("end_date", FIRST.plusDays(days - 1).toString());
  }

  /** Runs from the files and from a store; the two may not differ. */
  private WorkerRun run() throws IOException {
    Path place = Files.createDirectories(directory.resolve("run" + runs++));
    WorkerRun original = WorkerRun.of(parameters, place.resolve("original"));
    StoredRun stored = new StoredRun(place, parameters, original);
    assertEquals(0, stored.prepare());
    stored.assertFromStore(stored.run("stored"));
    return original;
  }

  private List<String> warnings() throws IOException {
    return run()
        .assertDone()
        .out()
        .lines()
        .filter(line -> line.matches("WARN (?!flat_start|stale_prices).*"))
        .toList();
  }

  private static final String IMPOSSIBLE =
      " have prices that contradict each other or are not above 0; the first is A at 2024-01-01: ";

  @Test
  void oneRowOfAHundredThatCannotBeIsAWarningAndTwoAreRefused() throws IOException {
    prices(100, "10,9,11,10");
    String one = "1 of 100 rows" + IMPOSSIBLE + "open 10, high 9, low 11, close 10";
    assertEquals(List.of("WARN impossible_bars: " + one), warnings());
    parameters.put("fill_price", "open");
    assertEquals(List.of("WARN impossible_bars: " + one), warnings());

    prices(100, "10,9,11,10", "12,11,9,10");
    run().assertRefused("fill_price is open, but 2 of 100 rows" + IMPOSSIBLE);
    parameters.put("fill_price", "close");
    run().assertDone();
    parameters.put("end_date", "2024-01-01");
    parameters.put("start_date", "2023-12-01");
    run().assertRefused("fewer than 2 bars");
  }

  @Test
  void everyContradictionOfARowCountsOnceAndARoundingErrorNever() throws IOException {
    prices(
        10,
        "10,11,9,8.99", // Close below low.
        "10,10.5,9,11", // Close above high.
        "8,11,9,10", // Open below low.
        "12,11,9,10", // Open above high.
        "0,11,9,10",
        "10,-1,9,10",
        ",11,0,10",
        ",9,,10", // Close above high, and no low.
        "10.000009,10,10,10", // 9e-7 of the close.
        "10,10,10.000009,10");
    assertEquals(
        List.of(
            "WARN impossible_bars: 8 of 10 rows"
                + IMPOSSIBLE
                + "open 10, high 11, low 9, close 8.99"),
        warnings());
  }

  @Test
  void anOpenThatIsNotOfTheBasisOfItsCloseIsToldBySomethingNearTwo() throws IOException {
    // 1.9 and 1 / 1.9 = 0.5263 of 10.
    prices(300, "19,19,5,10", "5.27,19,5,10", "19.1,20,5,10", "5.26,20,5,10", "70,70,5,10");
    String found =
        "3 of 300 rows have an open and a close that differ by a factor above 1.9, as raw opens"
            + " beside adjusted closes do; the first is A at 2024-01-03: open 19.1, high 20, low 5,"
            + " close 10";
    assertEquals(List.of("WARN raw_open: " + found), warnings());
    parameters.put("fill_price", "open");
    assertEquals(List.of("WARN raw_open: " + found), warnings());
    parameters.put("end_date", FIRST.plusDays(298).toString());
    run().assertRefused("fill_price is open, but 3 of 299 rows");
    parameters.put("start_date", "2024-02-01");
    run().assertRefused("fill_price is open, but 3 of 299 rows");
  }

  @Test
  void rowsAreThoseOfTheUniverseBeforeTheSampleAndUpToTheEnd() throws IOException {
    file(
        "price_file",
        """
        timestamp,symbol,open,high,low,close
        2024-01-01,A,10,11,9,10
        2024-01-01,B,10,11,9,10
        2024-01-01,C,10,9,11,10
        2024-01-02,A,10,11,9,10
        2024-01-02,B,10,9,11,10
        2024-01-03,A,10,9,11,10
        """);
    file("symbols_file", "A\nB\n");
    parameters.put("end_date", "2024-01-02");
    String found = "WARN impossible_bars: 1 of 4 rows";
    for (String seed : List.of("1", "2", "3", "4")) {
      parameters.put("universe_sample", "0.5");
      parameters.put("seed", seed);
      List<String> warnings = warnings();
      assertEquals(found, warnings.get(0).substring(0, found.length()));
      assertEquals(true, warnings.get(0).contains("the first is B at 2024-01-02"));
    }
  }

  @Test
  void theBarsMayBeginAndEndAWeekFromTheDatesThatWereAskedFor() throws IOException {
    prices(10);
    parameters.put("start_date", "2023-12-25");
    parameters.put("end_date", "2024-01-17");
    assertEquals(List.of(), warnings());
    parameters.put("end_date", "2024-01-18");
    String found =
        "WARN range: the bars go from 2024-01-01 to 2024-01-10, the run asks for 2023-12-25 to"
            + " 2024-01-18";
    assertEquals(List.of(found), warnings());
    parameters.put("end_date", "2024-01-17");
    parameters.put("start_date", "2023-12-24");
    assertEquals(
        List.of(found.replace("2023-12-25", "2023-12-24").replace("01-18", "01-17")), warnings());
  }

  /** Four symbols of four days; D has none after the second. */
  private void fourSymbols(String factors) throws IOException {
    StringBuilder csv = new StringBuilder("timestamp,symbol,close\n");
    for (int day = 0; day < 4; day++) {
      for (String symbol : List.of("AAPL", "BRK B", "C", "D")) {
        if (day < 2 || !symbol.equals("D")) {
          csv.append(FIRST.plusDays(day) + "," + symbol + "," + (10 + day) + "\n");
        }
      }
    }
    file("price_file", csv.toString());
    parameters.put("start_date", "2024-01-03");
    parameters.put("end_date", "2024-01-04");
    parameters.put("strategy", "multifactor_long_short");
    parameters.put("rebalance_freq", "D");
    parameters.put("execution_lag", "0");
    parameters.put("top_quantile", "0.5");
    parameters.put("bottom_quantile", "0");
    file("factor_file", "timestamp,symbol,f,unused\n" + factors);
    file("bundle_path", "factors:\n  - {name: f, weight: 1}\n");
  }

  private List<String> warningsOf(String kind) throws IOException {
    return warnings().stream().filter(line -> line.startsWith("WARN " + kind)).toList();
  }

  @Test
  void symbolsWithoutAValueInTheRunAreCounted() throws IOException {
    fourSymbols("2024-01-03,AAPL,1,\n2024-01-03,C,2,\n2024-01-02,BRK B,2,\n2024-01-05,BRK B,1,\n");
    String one =
        "WARN factors_missing: 1 of 3 symbols that are observed in the run have no value of 'f' in"
            + " factor_file: BRK B";
    assertEquals(List.of(one), warningsOf("factors_missing"));
    parameters.put("factor_max_age_days", "1");
    assertEquals(List.of(), warningsOf("factors_missing"));
    parameters.put("start_date", "2024-01-04");
    parameters.put("end_date", "2024-01-05");
    run().assertRefused("fewer than 2 bars");
  }

  @Test
  void aSymbolThatTheFactorFileWritesInAnotherWayIsNamed() throws IOException {
    fourSymbols("2024-01-03,aapl,1,\n2024-01-03,C,2,\n2024-01-03,'brkb',2,\n2024-01-03,X,2,\n");
    assertEquals(
        List.of(
            "WARN factors_missing (serious): 2 of 3 symbols that are observed in the run have no value"
                + " of 'f' in factor_file: AAPL, BRK B; 'aapl' differs from 'AAPL' of the"
                + " prices in case, quotes or blanks only (and 1 more like that)"),
        warningsOf("factors_missing"));
  }

  @Test
  void aFactorFileWithoutAValueOfAnySymbolIsRefused() throws IOException {
    fourSymbols("2024-01-03,aapl,1,7\n2024-01-03,c,2,7\n");
    run()
        .assertRefused(
            "factor_file: no symbol of the universe has a value of 'f' at a bar of the run; 'aapl'"
                + " differs from 'AAPL' of the prices in case, quotes or blanks only (and 1 more"
                + " like that)");
    fourSymbols("2024-01-03,AAPL,,7\n2024-01-02,AAPL,1,7\n2024-01-04,X,1,7\n");
    run().assertRefused("no symbol of the universe has a value of 'f' at a bar of the run");
  }

  @Test
  void aFactorFileOfOtherDatesIsRefused() throws IOException {
    fourSymbols("2024-01-02,AAPL,1,\n2023-06-01,C,1,\n2024-01-05,C,1,\n");
    run()
        .assertRefused(
            "no timestamp is a bar of the run (factor_max_age_days: 0): timestamps go from"
                + " 2023-06-01 to 2024-01-05, the bars from 2024-01-03 to 2024-01-04");
    parameters.put("factor_max_age_days", "1");
    assertEquals(1, warningsOf("factors_missing").size());
  }

  @Test
  void symbolsWithoutAGroupAreCountedAndThoseOfAnotherSpellingNamed() throws IOException {
    fourSymbols("2024-01-03,AAPL,1,\n2024-01-03,C,2,\n2024-01-03,BRK B,2,\n");
    file("bundle_path", "factors:\n  - {name: f, weight: 1}\noptions: {neutralize_by: sector}\n");
    file("groups_file", "symbol,sector,country\nAAPL,Tech,US\nC,,US\nbrk b,Money,US\n");
    assertEquals(
        List.of(
            "WARN groups_missing: 2 of 3 symbols that are observed in the run have no group 'sector' in"
                + " groups_file: BRK B, C; 'brk b' differs from 'BRK B' of the prices in case,"
                + " quotes or blanks only"),
        warningsOf("groups_missing"));
    file("groups_file", "symbol,sector,country\nD,Tech,US\nX,Money,US\n");
    run().assertRefused("groups_file: no symbol of the universe has a group 'sector'");
  }

  @Test
  void aListedSymbolOfAnotherSpellingIsNamed() throws IOException {
    fourSymbols("");
    parameters.put("strategy", "buy_and_hold");
    file("symbols_file", "AAPL\n brk  b \nGONE\n");
    String said = "' of symbols_file has no observation";
    assertEquals(
        List.of(
            "WARN symbols_missing: symbol 'GONE" + said,
            "WARN symbols_missing (serious): symbol 'brk  b"
                + said
                + "; 'brk  b' differs from 'BRK B' of the prices in case, quotes or blanks only"),
        warningsOf("symbols_missing"));
    file("symbols_file", "aapl\n");
    WorkerRun.of(parameters, directory.resolve("none"))
        .assertRefused("no symbol of the universe", "'aapl' differs from 'AAPL' of the prices");
  }

  @Test
  void aWeightOfASymbolOfAnotherSpellingIsRefusedByBothNames() throws IOException {
    fourSymbols("");
    parameters.put("strategy", "target_weights");
    file("weights_file", "timestamp,symbol,weight\n2024-01-03,Aapl,1\n");
    run()
        .assertRefused(
            "the price file has no symbol 'Aapl'; 'Aapl' differs from 'AAPL' of the prices");
  }

  @Test
  void aFactorOfRangesDoesNotTakeThemWhereTheyCannotBe() throws IOException {
    prices(100, "10,9,11,10", "12,11,9,10");
    parameters.put("strategy", "multifactor_long_short");
    for (String factor : List.of("spread_proxy", "trend_strength_20")) {
      file("bundle_path", "factors:\n  - {name: " + factor + ", weight: 1}\n");
      run().assertRefused("factor '" + factor + "' uses high and low, but 2 of 100 rows");
    }
    file("bundle_path", "factors:\n  - {name: rv_20, weight: 1}\n");
    run().assertDone();
  }
}
