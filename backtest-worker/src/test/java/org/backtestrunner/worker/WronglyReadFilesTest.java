package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seven kinds of files that are easily read as something else than they are, without an error: each
 * must give the right number, which was worked out by hand, or be refused with what to do.
 *
 * <p>By hand: {@code buy_and_hold} buys start_capital / n / first close shares of each of n symbols
 * at the second close.
 */
class WronglyReadFilesTest {
  /** 1000 shares from 110 to 121: 111000. */
  private static final String THREE_DAYS = "%1$s,A,100\n%2$s,A,110\n%3$s,A,121\n";

  @TempDir Path directory;

  private final Map<String, String> parameters = new LinkedHashMap<>();

  @BeforeEach
  void describeARun() {
    parameters.put("strategy", "buy_and_hold");
    parameters.put("start_date", "2021-03-01");
    parameters.put("end_date", "2021-03-04");
    parameters.put("start_capital", "100000");
  }

  private void file(String parameter, String text) throws IOException {
    parameters.put(parameter, Files.writeString(directory.resolve(parameter), text).toString());
  }

  private void prices(String text) throws IOException {
    file("price_file", text);
  }

  private WorkerRun run() {
    return WorkerRun.of(parameters, directory.resolve("out"));
  }

  private static List<String> equity(WorkerRun run) {
    return run.assertDone().files().entrySet().stream()
        .filter(file -> file.getKey().startsWith("portfolio_equity"))
        .flatMap(file -> file.getValue().lines().skip(1))
        .toList();
  }

  /** Asserts what a run ends with, and that it has nothing to warn of. */
  private void assertRight(String lastBar, double finalEquity) {
    WorkerRun run = run();
    List<String> rows = equity(run);
    String[] last = rows.get(rows.size() - 1).split(",");
    assertEquals(lastBar, last[0]);
    assertEquals(finalEquity, Double.parseDouble(last[1]), 1e-9 * finalEquity);
    assertEquals(List.of(), warnings(run));
  }

  private static List<String> warnings(WorkerRun run) {
    return run.out()
        .lines()
        .filter(line -> line.matches("WARN (?!flat_start|stale_prices).*"))
        .toList();
  }

  // 1. Midnight of a zone east of UTC.

  @ParameterizedTest
  @CsvSource({
    "2021-03-01T00:00:00+05:30, 2021-03-02T00:00:00+05:30, 2021-03-03T00:00:00+05:30",
    "2021-03-01 00:00:00+1100, 2021-03-02 00:00:00+1100, 2021-03-03 00:00:00+1100",
    "2021-03-01T00:00+14:00, 2021-03-02T00:00+14:00, 2021-03-03T00:00+14:00"
  })
  void pricesStampedAtMidnightOfTheEastKeepTheirDates(String one, String two, String three)
      throws IOException {
    prices("timestamp,symbol,close\n" + THREE_DAYS.formatted(one, two, three));
    List<String> rows = equity(run());
    assertTrue(rows.get(0).startsWith("2021-03-01,"), rows.get(0));
    assertRight("2021-03-03", 111_000);
  }

  /** Midnight in Sydney is 13:00Z of the day before: 1614517200 is 2021-02-28T13:00:00Z. */
  @Test
  void instantsOfMidnightInTheEastAreRefusedUntilTheirZoneIsSaid() throws IOException {
    prices(
        "timestamp,symbol,close\n" + THREE_DAYS.formatted(1614517200L, 1614603600L, 1614690000L));
    run().assertRefused("time_zone");
    file("price_format", "time_zone: Australia/Sydney\n");
    assertRight("2021-03-03", 111_000);
  }

  private void twoSymbols() throws IOException {
    prices(
        """
        timestamp,symbol,close
        2021-03-01,A,100
        2021-03-02,A,110
        2021-03-03,A,121
        2021-03-04,A,121
        2021-03-01,B,50
        2021-03-02,B,50
        2021-03-03,B,50
        2021-03-04,B,60
        """);
  }

  /**
   * A is decided on the 1st and bought at 110; on the 2nd B, bought at 50 on the 3rd, when A is
   * sold at 121: 11000 and 2000 B, of which another 220 are bought at 60 on the 4th: 131000. Were
   * the values a day early, B would be decided on the 1st.
   */
  @Test
  void factorsStampedAtMidnightOfTheEastAreNotKnownADayEarly() throws IOException {
    twoSymbols();
    StringBuilder factors = new StringBuilder("timestamp,symbol,f\n");
    int[][] values = {{1, 0}, {0, 1}, {0, 1}, {1, 0}};
    for (int day = 1; day <= values.length; day++) {
      for (int s = 0; s < 2; s++) {
        String stamp = "2021-03-0" + day + " 00:00:00+05:30";
        factors.append(stamp + "," + "AB".charAt(s) + "," + values[day - 1][s] + "\n");
      }
    }
    parameters.put("strategy", "multifactor_long_short");
    parameters.put("rebalance_freq", "D");
    parameters.put("top_quantile", "0.5");
    parameters.put("bottom_quantile", "0");
    file("factor_file", factors.toString());
    file("bundle_path", "factors:\n  - {name: f, weight: 1}\n");
    assertRight("2021-03-04", 131_000);
  }

  /** 100000 / 110 A, decided on the 2nd, bought at 121 on the 3rd, at 121 on the 4th. */
  @Test
  void weightsStampedAtMidnightOfTheEastKeepTheirDates() throws IOException {
    twoSymbols();
    parameters.put("strategy", "target_weights");
    file("weights_file", "timestamp,symbol,weight\n2021-03-02 00:00:00+08:00,A,1\n");
    WorkerRun run = run().assertDone();
    List<String> orders = run.files().get("orders_1d.csv").lines().skip(1).toList();
    assertEquals(1, orders.size(), orders.toString());
    assertTrue(orders.get(0).startsWith("2021-03-03,A,BUY,909.09090909"), orders.get(0));
  }

  // 2. Bars of another frequency.

  /** So many bars, so many days apart, from 4 January 2021. */
  private void every(int days, int bars) throws IOException {
    StringBuilder rows = new StringBuilder("timestamp,symbol,close\n");
    LocalDate first = LocalDate.of(2021, 1, 4);
    for (int bar = 0; bar < bars; bar++) {
      rows.append(first.plusDays((long) days * bar) + ",A," + (100 + bar % 3) + "\n");
    }
    prices(rows.toString());
    parameters.put("start_date", first.toString());
    parameters.put("end_date", first.plusDays((long) days * (bars - 1)).toString());
  }

  /** 52 / (364 / 365.25) = 52.2; 8 / (728 / 365.25) = 4.01; 2 / (732 / 365.25) = 0.998. */
  @ParameterizedTest
  @CsvSource({
    "7, 53, 53 bars in 364 days are about 52 a year",
    "91, 9, 9 bars in 2 years are about 4 a year",
    "5, 3, 3 bars in 10 days are about 73 a year"
  })
  void barsOfAWeekOrAQuarterAreNoDailyOnes(int days, int bars, String sentence) throws IOException {
    every(days, bars);
    String perYear = sentence.replaceAll(".*about (\\d+) a year", "$1");
    run().assertRefused(sentence + ", not 252: set bars_per_year: " + perYear);
    parameters.put("bars_per_year", perYear);
    assertEquals(List.of(), warnings(run().assertDone()));
    parameters.put("bars_per_year", "252");
    assertEquals(65, run().exitCode(), "that is the default");
  }

  @Test
  void theYearOfAMarketThatNeverClosesIsLongerThanWasAssumed() throws IOException {
    every(1, 19);
    assertEquals(List.of(), warnings(run().assertDone()), "too few to tell");
    every(1, 100);
    assertEquals(
        List.of(
            "WARN frequency: 100 bars in 99 days are about 365 a year, not 252: set bars_per_year:"
                + " 365"),
        warnings(run().assertDone()));
    parameters.put("bars_per_year", "365");
    assertEquals(List.of(), warnings(run().assertDone()));
  }

  /** Three days of seven hours. */
  @Test
  void hoursAreNoFiveMinutes() throws IOException {
    StringBuilder rows = new StringBuilder("timestamp,symbol,close\n");
    for (int bar = 0; bar < 21; bar++) {
      String stamp = "2021-03-0" + (1 + bar / 7) + "T" + (14 + bar % 7) + ":00:00Z";
      rows.append(stamp + ",A," + (100 + bar % 3) + "\n");
    }
    prices(rows.toString());
    parameters.put("freq", "5min");
    assertEquals(
        List.of(
            "WARN frequency: 21 bars on 3 dates are about 7 a day, not 78: set bars_per_day: 7"),
        warnings(run().assertDone()));
    parameters.put("bars_per_day", "7");
    assertEquals(List.of(), warnings(run().assertDone()));
  }

  @Test
  void halfMinutesAreNoFiveMinutes() throws IOException {
    StringBuilder rows = new StringBuilder("timestamp,symbol,close\n");
    for (int bar = 0; bar < 6; bar++) {
      String second = bar % 2 == 0 ? "00" : "30";
      rows.append("2021-03-01T14:3" + bar / 2 + ":" + second + "Z,A,10" + bar % 3 + "\n");
    }
    prices(rows.toString());
    parameters.put("freq", "5min");
    // 6 bars on a date, 252 dates.
    run()
        .assertRefused(
            "2021-03-01T14:30:30Z is not on the five-minute grid",
            "6 bars on 1 date are about 6 a day, not 78",
            "set bars_per_year: 1512");
    parameters.put("bars_per_year", "1512");
    assertEquals(List.of(), warnings(run().assertDone()));
  }

  // 3. A raw close beside an adjusted one.

  @Test
  void aRawCloseIsNotTakenWhereAnAdjustedOneStandsBesideIt() throws IOException {
    prices(
        """
        date,symbol,close,Adjusted
        2021-03-01,A,700,100
        2021-03-02,A,770,110
        2021-03-03,A,121,121
        """);
    run().assertRefused("price_file:2", "adjusted_close: \"Adjusted\"", "close: \"close\"");
    file("price_format", "columns: {adjusted_close: Adjusted}\n");
    assertRight("2021-03-03", 111_000);
  }

  // 4. One symbol in several files.

  /** 1000 shares from 110 to 133.1. */
  @Test
  void theYearsOfASymbolAreNoSymbolsOfTheirOwn() throws IOException {
    Path years = Files.createDirectories(directory.resolve("years"));
    Files.writeString(
        years.resolve("MSFT_2019.csv"), "date,close\n2019-12-30,100\n2019-12-31,110\n");
    Files.writeString(
        years.resolve("MSFT_2020.csv"), "date,close\n2020-01-02,121\n2020-01-03,133.1\n");
    parameters.put("price_file", years.toString());
    parameters.put("start_date", "2019-12-30");
    parameters.put("end_date", "2020-01-03");
    run().assertRefused("MSFT_2019", "MSFT_2020", "One symbol?");
    file("price_format", "symbol: \"/^([A-Z]+)_/\"\n");
    assertRight("2020-01-03", 123_100);
  }

  // 5. A file a day.

  /** 500 A from 110 to 121, 1000 B from 50 to 60. */
  @ParameterizedTest
  @ValueSource(strings = {"ticker", "Instrument", "asset", "ts_code"})
  void aFileOfADayHasTheSymbolsOfItsColumn(String column) throws IOException {
    Path days = Files.createDirectories(directory.resolve("days"));
    String[] closes = {"A,100 B,50", "A,110 B,50", "A,121 B,60"};
    for (int day = 1; day <= closes.length; day++) {
      String date = "2021-03-0" + day;
      StringBuilder rows = new StringBuilder("date," + column + ",close\n");
      for (String row : closes[day - 1].split(" ")) {
        rows.append(date).append(',').append(row).append('\n');
      }
      Files.writeString(days.resolve(date + ".csv"), rows);
    }
    parameters.put("price_file", days.toString());
    assertRight("2021-03-03", 115_500);
    assertEquals(List.of("A", "B"), symbolsTraded());
  }

  private List<String> symbolsTraded() {
    TreeSet<String> symbols = new TreeSet<>();
    run().files().get("orders_1d.csv").lines().skip(1).forEach(o -> symbols.add(o.split(",")[1]));
    return List.copyOf(symbols);
  }

  // 6. Groups of other symbols.

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a, b, 'a' differs from 'A' of the prices in case",
        "'A', X, quotes or blanks only",
        "US0378331005, US5949181045, no symbol of the universe has a group 'sector'"
      })
  void groupsOfNoSymbolAreRefused(String one, String other, String reason) throws IOException {
    twoSymbols();
    parameters.put("strategy", "multifactor_long_short");
    parameters.put("rebalance_freq", "D");
    parameters.put("top_quantile", "0.5");
    parameters.put("bottom_quantile", "0.5");
    file("factor_file", "timestamp,symbol,f\n2021-03-01,A,1\n2021-03-01,B,2\n");
    file("bundle_path", "factors:\n  - {name: f, weight: 1}\noptions: {neutralize_by: sector}\n");
    file("groups_file", "symbol,sector\n" + one + ",Tech\n" + other + ",Energy\n");
    run().assertRefused("groups_file", "no symbol of the universe has a group", reason);
  }

  // 7. Symbols from the names of files.

  @Test
  void theEndingsOfANameAreNoPartOfASymbol() throws IOException {
    Path files = Files.createDirectories(directory.resolve("files"));
    String rows = "date,close\n2021-03-01,100\n2021-03-02,110\n2021-03-03,121\n";
    gzipped(files.resolve("KO.CSV.gz"), rows);
    Files.writeString(files.resolve("BRK.B.csv"), rows);
    parameters.put("price_file", files.toString());
    assertRight("2021-03-03", 111_000);
    assertEquals(List.of("BRK.B", "KO"), symbolsTraded());
  }

  private static void gzipped(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"part-00001-3fa9.csv", "KO (1).csv", "KO_2021-03-01.csv"})
  void aNameThatAToolGaveIsNoSymbol(String name) throws IOException {
    Path files = Files.createDirectories(directory.resolve("files"));
    Files.writeString(files.resolve(name), "date,close\n2021-03-01,100\n2021-03-02,110\n");
    parameters.put("price_file", files.toString());
    run().assertRefused(name, "symbol");
  }
}
