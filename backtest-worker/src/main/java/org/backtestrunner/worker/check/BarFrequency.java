package org.backtestrunner.worker.check;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import org.backtestrunner.shared.text.ShortestDecimal;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.EpochDay;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Whether the bars of a run come as often as it assumes, and cover the dates it asks for. */
final class BarFrequency {
  private static final double DAYS_OF_A_YEAR = 365.25;
  private static final double LONGEST_MEDIAN_DAYS = 4;
  private static final int GRID_SECONDS = 300;
  private static final int MOST_BARS_OF_A_DAY = 86_400 / GRID_SECONDS;
  private static final int TRADING_DAYS_OF_A_YEAR = 252;
  private static final int FEWEST_BARS = 20;
  private static final double TOLERANCE = 0.2;
  private static final int MOST_MISSING_DAYS = 7;

  private final Path priceFile;
  private final Panel panel;
  private final Warnings warnings;
  private final int bars;
  private final int barsPerDay;
  private final double barsPerYear;

  /** Whether nobody has said how many bars make a year. */
  private final boolean isUsual;

  private BarFrequency(RunParameters run, Panel panel, Warnings warnings) {
    this.priceFile = run.file("price_file");
    this.panel = panel;
    this.warnings = warnings;
    this.bars = panel.lastBar() - panel.firstBar() + 1;
    this.barsPerDay = run.barRate().perDay();
    this.barsPerYear = run.barRate().perYear();
    this.isUsual = barsPerYear == run.standardNumber("bars_per_year");
  }

  /**
   * Makes both checks.
   *
   * @throws BadDataException for bars of another frequency, unless the run says how many make a
   *     year
   */
  static void check(RunParameters run, Panel panel, Warnings warnings) {
    BarFrequency frequency = new BarFrequency(run, panel, warnings);
    switch (panel.frequency()) {
      case DAILY -> frequency.checkDays();
      case FIVE_MINUTES -> frequency.checkMinutes();
    }
    frequency.checkRange(run);
  }

  private void checkDays() {
    long days = panel.epochDay(panel.lastBar()) - panel.epochDay(panel.firstBar());
    double perYear = (bars - 1) / (days / DAYS_OF_A_YEAR);
    String about = perYear < 1 ? hundredths(perYear) : Long.toString(Math.round(perYear));
    String sentence =
        bars
            + " bars in "
            + (days < DAYS_OF_A_YEAR ? days + " days" : tenths(days / DAYS_OF_A_YEAR) + " years")
            + " are about "
            + about
            + " a year, not "
            + ShortestDecimal.plain(barsPerYear)
            + ": set bars_per_year: "
            + about;
    if (isUsual && medianDays() > LONGEST_MEDIAN_DAYS) {
      throw new BadDataException(priceFile, sentence);
    }
    warnWhereFar(perYear, barsPerYear, sentence);
  }

  private double medianDays() {
    long[] distances = new long[bars - 1];
    for (int i = 0; i < distances.length; i++) {
      int bar = panel.firstBar() + i;
      distances[i] = panel.epochDay(bar + 1) - panel.epochDay(bar);
    }
    Arrays.sort(distances);
    int middle = distances.length / 2;
    return distances.length % 2 == 1
        ? distances[middle]
        : (distances[middle - 1] + distances[middle]) / 2.0;
  }

  private void checkMinutes() {
    int dates = 0;
    long day = Long.MIN_VALUE;
    int offGrid = -1;
    for (int bar = panel.firstBar(); bar <= panel.lastBar(); bar++) {
      if (panel.epochDay(bar) != day) {
        day = panel.epochDay(bar);
        dates++;
      }
      if (offGrid < 0 && panel.calendar()[bar] % GRID_SECONDS != 0) {
        offGrid = bar;
      }
    }
    double perDay = (double) bars / dates;
    long about = Math.max(1, Math.round(perDay));
    String sentence =
        bars
            + " bars on "
            + dates
            + (dates == 1 ? " date" : " dates")
            + " are about "
            + about
            + " a day, not "
            + barsPerDay;
    if (isUsual && offGrid >= 0) {
      throw new BadDataException(
          priceFile,
          panel.format(offGrid)
              + " is not on the five-minute grid, and "
              + sentence
              + ": make bars of five minutes, or set bars_per_year: "
              + about * TRADING_DAYS_OF_A_YEAR
              + " if these are meant");
    }
    warnWhereFar(
        perDay,
        barsPerDay,
        about > MOST_BARS_OF_A_DAY ? sentence : sentence + ": set bars_per_day: " + about);
  }

  private void warnWhereFar(double found, double assumed, String sentence) {
    if (bars >= FEWEST_BARS && Math.abs(found / assumed - 1) > TOLERANCE) {
      warnings.add(WarningKind.FREQUENCY, sentence);
    }
  }

  private void checkRange(RunParameters run) {
    long first = panel.epochDay(panel.firstBar());
    long last = panel.epochDay(panel.lastBar());
    LocalDate start = run.date("start_date");
    LocalDate end = run.date("end_date");
    if (first - EpochDay.of(start) > MOST_MISSING_DAYS
        || EpochDay.of(end) - last > MOST_MISSING_DAYS) {
      warnings.add(
          WarningKind.RANGE,
          "the bars go from "
              + LocalDate.ofEpochDay(first)
              + " to "
              + LocalDate.ofEpochDay(last)
              + ", the run asks for "
              + start
              + " to "
              + end);
    }
  }

  private static String tenths(double number) {
    return ShortestDecimal.plain(Math.round(number * 10) / 10.0);
  }

  private static String hundredths(double number) {
    return ShortestDecimal.plain(Math.max(1, Math.round(number * 100)) / 100.0);
  }
}
