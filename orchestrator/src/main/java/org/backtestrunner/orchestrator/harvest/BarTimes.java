package org.backtestrunner.orchestrator.harvest;

import java.time.DateTimeException;
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
  private LocalDate date = LocalDate.MIN;

  BarTimes(ResultTable table, RunDates dates) throws InvalidOutputException {
    this.table = table;
    this.column = table.column("timestamp");
    this.dates = dates;
  }

  /**
   * Reads the timestamp of the row.
   *
   * @param mayRepeat whether it may be that of the row before
   * @return its date, in UTC
   */
  LocalDate next(boolean mayRepeat) throws InvalidOutputException {
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
    int order = Arrays.compareUnsigned(last, cell);
    if (last.length > 0 && (order > 0 || (order == 0 && !mayRepeat))) {
      throw table.invalid(
          mayRepeat ? "is earlier than the line before" : "is not later than the line before");
    }
    if (!sameDay) {
      date = date(cell);
    }
    last = cell;
    return date;
  }

  private LocalDate date(byte[] cell) throws InvalidOutputException {
    LocalDate read;
    try {
      read = LocalDate.of(number(cell, 0, 4), number(cell, 5, 2), number(cell, 8, 2));
    } catch (DateTimeException impossible) {
      throw table.invalid(column, "is not an ISO timestamp");
    }
    if (read.isBefore(dates.first()) || read.isAfter(dates.last())) {
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
