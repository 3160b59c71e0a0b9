package org.backtestrunner.orchestrator.harvest.output;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * The timestamps of a worker's rows, from top to bottom: ISO dates, or UTC date-times such as
 * {@code 2020-01-02T14:30:00Z}, all of one form, in order and of the run's own dates.
 */
final class BarTimes {
  private static final int DATE_LENGTH = 10;
  private static final String DATE = "dddd-dd-dd";
  private static final String DATE_TIME = "dddd-dd-ddTdd:dd:ddZ";

  private final ResultTable table;
  private final int column;
  private final RunDates dates;
  private byte[] last = {};
  private int day;

  /** The first day of a month, which most dates share with the one before. */
  private LocalDate month = LocalDate.EPOCH;

  private int firstOfMonth;

  BarTimes(ResultTable table, RunDates dates) throws InvalidOutputException {
    this.table = table;
    this.column = table.column("timestamp");
    this.dates = dates;
  }

  /**
   * Reads the timestamp of the row.
   *
   * @param mayRepeat whether it may be that of the row before
   * @return its bytes, the same array where it is repeated
   */
  byte[] next(boolean mayRepeat) throws InvalidOutputException {
    if (mayRepeat && last.length > 0 && table.isSame(column, last)) {
      return last;
    }
    byte[] cell = table.bytes(column);
    boolean sameDay =
        last.length > 0
            && Arrays.equals(cell, 0, Math.min(DATE_LENGTH, cell.length), last, 0, DATE_LENGTH);
    if (!hasForm(cell, cell.length == DATE_LENGTH ? DATE : DATE_TIME)) {
      throw table.invalid(column, "is not an ISO timestamp");
    }
    if (last.length > 0 && cell.length != last.length) {
      throw table.invalid(column, "is written in another way than those before");
    }
    // Those of one form sort as text.
    if (last.length > 0 && Arrays.compareUnsigned(last, cell) >= 0) {
      throw table.invalid(
          mayRepeat ? "is earlier than the line before" : "is not later than the line before");
    }
    if (!sameDay) {
      day = readDay(cell);
    }
    last = cell;
    return cell;
  }

  /** The UTC date of the last timestamp, counted from 1970-01-01. */
  int day() {
    return day;
  }

  private int readDay(byte[] cell) throws InvalidOutputException {
    int year = number(cell, 0, 4);
    int monthOfYear = number(cell, 5, 2);
    int dayOfMonth = number(cell, 8, 2);
    if (monthOfYear < 1 || monthOfYear > 12) {
      throw table.invalid(column, "is not an ISO timestamp");
    }
    if (year != month.getYear() || monthOfYear != month.getMonthValue()) {
      month = LocalDate.of(year, monthOfYear, 1);
      firstOfMonth = Math.toIntExact(month.toEpochDay());
    }
    if (dayOfMonth < 1 || dayOfMonth > month.lengthOfMonth()) {
      throw table.invalid(column, "is not an ISO timestamp");
    }
    int read = firstOfMonth + dayOfMonth - 1;
    if (read < dates.first().toEpochDay() || read > dates.last().toEpochDay()) {
      throw table.invalid(
          column, "is not within the run's dates, " + dates.first() + " to " + dates.last());
    }
    return read;
  }

  private static boolean hasForm(byte[] cell, String form) {
    if (cell.length != form.length()) {
      return false;
    }
    for (int i = 0; i < cell.length; i++) {
      boolean digit = cell[i] >= '0' && cell[i] <= '9';
      if (form.charAt(i) == 'd' ? !digit : cell[i] != form.charAt(i)) {
        return false;
      }
    }
    return cell.length == DATE_LENGTH
        || (number(cell, 11, 2) < 24 && number(cell, 14, 2) < 60 && number(cell, 17, 2) < 60);
  }

  private static int number(byte[] cell, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * 10 + cell[i] - '0';
    }
    return number;
  }
}
