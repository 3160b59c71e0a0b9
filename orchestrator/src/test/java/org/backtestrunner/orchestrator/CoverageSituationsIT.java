package org.backtestrunner.orchestrator;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Situations} in which prices are not what the run takes them for, with our own inputs. */
class CoverageSituationsIT {
  private static final LocalDate FIRST_DAY = LocalDate.of(2019, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2019, 6, 28);

  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
  }

  /** Closes of two symbols at each date, which take small steps. */
  private void writeCloses(
      String name, LocalDate from, LocalDate to, UnaryOperator<LocalDate> next, String... times) {
    StringBuilder text = new StringBuilder("timestamp,symbol,close\n");
    Random random = new Random(3);
    double[] close = {50, 50};
    for (LocalDate day = from; !day.isAfter(to); day = next.apply(day)) {
      for (String time : times) {
        for (int s = 0; s < close.length; s++) {
          close[s] *= 1 + 0.005 * random.nextGaussian();
          text.append(
              String.format(Locale.ROOT, "%s%s,%s,%.4f\n", day, time, "AB".charAt(s), close[s]));
        }
      }
    }
    fixture.write(name, text.toString());
  }

  private static LocalDate nextWeekday(LocalDate day) {
    return day.plusDays(day.getDayOfWeek().getValue() >= 5 ? 8 - day.getDayOfWeek().getValue() : 1);
  }

  @Test
  void barsThatAreNotWhatTheyAreCalled() {
    LocalDate friday = LocalDate.of(2015, 1, 2);
    writeCloses("weekly.csv", friday, friday.plusYears(4), day -> day.plusWeeks(1), "");
    LocalDate january = LocalDate.of(2005, 1, 31);
    writeCloses(
        "monthly.csv",
        january,
        january.plusYears(12),
        day -> day.plusMonths(2).withDayOfMonth(1).minusDays(1),
        "");
    writeCloses("every_day.csv", FIRST_DAY, LAST_DAY, day -> day.plusDays(1), "");
    writeCloses(
        "daily_as_5min.csv", FIRST_DAY, LAST_DAY, CoverageSituationsIT::nextWeekday, "T21:00:00Z");
    String[] times = new String[48];
    for (int bar = 0; bar < times.length; bar++) {
      times[bar] = "T%02d:%02d:00Z".formatted(2 + bar / 12, bar % 12 * 5);
    }
    writeCloses(
        "48_bars_a_day.csv",
        FIRST_DAY,
        FIRST_DAY.plusDays(13),
        CoverageSituationsIT::nextWeekday,
        times);
    fixture.write(
        "batch.yaml",
        """
        batch_name: bars
        base_args: {strategy: buy_and_hold, start_date: 2000-01-01, end_date: 2030-12-31}
        runs:
          - {id: weekly, overrides: {price_file: weekly.csv}}
          - {id: monthly, overrides: {price_file: monthly.csv}}
          - {id: every_day, overrides: {price_file: every_day.csv}}
          - {id: daily_as_5min, overrides: {freq: 5min, price_file: daily_as_5min.csv}}
          - {id: bars48, overrides: {freq: 5min, price_file: 48_bars_a_day.csv}}
        """);
    Situations.barsThatAreNotWhatTheyAreCalled(fixture);
  }

  @Test
  void aRangeBeyondTheData() {
    writeCloses("prices.csv", FIRST_DAY, LAST_DAY, CoverageSituationsIT::nextWeekday, "");
    LocalDate march = LocalDate.of(2019, 3, 29);
    writeCloses("stale_prices.csv", FIRST_DAY, march, CoverageSituationsIT::nextWeekday, "");
    fixture.write(
        "batch.yaml",
        """
        batch_name: beyond
        base_args: {strategy: buy_and_hold, start_date: 2010-01-01, end_date: 2025-12-31}
        grid: {price_file: [prices.csv, stale_prices.csv]}
        """);
    Situations.aRangeBeyondTheData(fixture);
  }

  @Test
  void opensThatAreNotAdjusted() {
    for (int factor : new int[] {1, 4}) {
      StringBuilder text = new StringBuilder("timestamp,symbol,open,close\n");
      for (LocalDate day = FIRST_DAY; !day.isAfter(LAST_DAY); day = nextWeekday(day)) {
        int raw = day.isAfter(LocalDate.of(2019, 3, 29)) ? 1 : factor;
        text.append("%s,A,%d,51\n%s,B,50,51\n".formatted(day, 50 * raw, day));
      }
      fixture.write(factor == 1 ? "all_adjusted.csv" : "raw_open.csv", text.toString());
    }
    fixture.write(
        "batch.yaml",
        """
        batch_name: basis
        base_args: {strategy: buy_and_hold, start_date: 2019-02-15, end_date: 2019-06-28, fill_price: open}
        grid: {price_file: [all_adjusted.csv, raw_open.csv]}
        """);
    Situations.opensThatAreNotAdjusted(fixture);
  }
}
