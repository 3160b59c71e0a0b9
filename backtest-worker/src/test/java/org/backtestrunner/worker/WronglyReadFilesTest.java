package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that are easily read as something else than they are: each is refused, or warned of, with
 * what to do, and then gives the right number, which was worked out by hand.
 */
class WronglyReadFilesTest extends MisleadingFiles {
  /** Midnight in Sydney is 13:00Z of the day before: 1614517200 is 2021-02-28T13:00:00Z. */
  @Test
  void instantsOfMidnightInTheEastAreRefusedUntilTheirZoneIsSaid() throws IOException {
    prices(
        "timestamp,symbol,close\n" + THREE_DAYS.formatted(1614517200L, 1614603600L, 1614690000L));
    run().assertRefused("time_zone");
    file("price_format", "time_zone: Australia/Sydney\n");
    assertRight("2021-03-03", 111_000);
  }

  // Bars of another frequency.

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

  // A raw close beside an adjusted one.

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

  // One symbol in several files.

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

  // Groups of other symbols.

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

  @ParameterizedTest
  @ValueSource(strings = {"part-00001-3fa9.csv", "KO (1).csv", "KO_2021-03-01.csv"})
  void aNameThatAToolGaveIsNoSymbol(String name) throws IOException {
    Path files = Files.createDirectories(directory.resolve("files"));
    Files.writeString(files.resolve(name), "date,close\n2021-03-01,100\n2021-03-02,110\n");
    parameters.put("price_file", files.toString());
    run().assertRefused(name, "symbol");
  }
}
