package org.backtestrunner.worker.parameter;

import java.time.LocalDate;

/**
 * Days since 1970-01-01 in the proleptic Gregorian calendar. Java's own conversion asks whether a
 * year is a leap year, for which JDK 25 sets up its date formatting, regular expressions and
 * lambdas: as long as the rest of a small run.
 *
 * <p>The method is that of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013):
 * years begin in March, so that the leap day is their last one.
 */
public final class EpochDay {
  private static final int YEARS_OF_ERA = 400;
  private static final int DAYS_OF_ERA = 146_097;

  /** From 0000-03-01 to 1970-01-01. */
  private static final int DAYS_TO_EPOCH = 719_468;

  private EpochDay() {}

  public static long of(LocalDate date) {
    return ofFirst(date.getYear(), date.getMonthValue()) + date.getDayOfMonth() - 1;
  }

  /** Whether a year has this day. */
  public static boolean isDate(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    long next = month == 12 ? ofFirst(year + 1, 1) : ofFirst(year, month + 1);
    return day <= next - ofFirst(year, month);
  }

  /**
   * The first day of a month.
   *
   * @param month 1 to 12
   */
  public static long ofFirst(int year, int month) {
    int yearFromMarch = month > 2 ? year : year - 1;
    int monthFromMarch = month > 2 ? month - 3 : month + 9;
    int era = Math.floorDiv(yearFromMarch, YEARS_OF_ERA);
    int yearOfEra = yearFromMarch - era * YEARS_OF_ERA;
    // 31, 30, 31, 30, 31 days repeat from March on.
    int dayOfYear = (153 * monthFromMarch + 2) / 5;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return (long) era * DAYS_OF_ERA + dayOfEra - DAYS_TO_EPOCH;
  }
}
