package org.backtestrunner.orchestrator.harvest;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** The UTC dates of ISO timestamps, taken row by row. */
final class DayColumn {
  private static final int DATE_LENGTH = 10;

  private final int column;
  private final Fingerprint.Builder calendar = new Fingerprint.Builder();
  private byte[] last = {};
  private LocalDate monthOf = LocalDate.EPOCH;
  private int firstOfMonth;
  private int[] days = new int[1024];
  private int size;
  private int different;

  DayColumn(ResultTable table) throws InvalidOutputException {
    this.column = table.column("timestamp");
  }

  /**
   * Takes that of the current row.
   *
   * @return the timestamp
   */
  byte[] take(ResultTable table) throws InvalidOutputException {
    // ISO timestamps of one form sort as text.
    if (size > 0 && !table.isAfter(column, last)) {
      throw table.invalid("is not later than the line before");
    }
    byte[] timestamp = table.bytes(column);
    boolean same = size > 0 && isSameDay(timestamp, last);
    int day = same ? days[size - 1] : day(table, timestamp);
    if (!same) {
      calendar.add(day);
      different++;
    }
    if (size == days.length) {
      days = Arrays.copyOf(days, size * 2);
    }
    days[size++] = day;
    last = timestamp;
    return timestamp;
  }

  private static boolean isSameDay(byte[] one, byte[] other) {
    return one.length > DATE_LENGTH
        && other.length > DATE_LENGTH
        && Arrays.equals(one, 0, DATE_LENGTH, other, 0, DATE_LENGTH);
  }

  /** Dates come month by month, so that the calendar is asked once a month. */
  private int day(ResultTable table, byte[] timestamp) throws InvalidOutputException {
    int year = number(timestamp, 0, 4);
    int month = number(timestamp, 5, 7);
    int day = number(timestamp, 8, DATE_LENGTH);
    boolean isDate = year >= 0 && month >= 1 && month <= 12 && day >= 1;
    if (!isDate || timestamp[4] != '-' || timestamp[7] != '-') {
      throw table.isNoTimestamp(new String(timestamp, StandardCharsets.UTF_8));
    }
    if (year != monthOf.getYear() || month != monthOf.getMonthValue()) {
      monthOf = LocalDate.of(year, month, 1);
      firstOfMonth = Math.toIntExact(monthOf.toEpochDay());
    }
    if (day > monthOf.lengthOfMonth()) {
      throw table.isNoTimestamp(new String(timestamp, StandardCharsets.UTF_8));
    }
    return firstOfMonth + day - 1;
  }

  /** Below 0 where there are no such digits. */
  private static int number(byte[] text, int from, int to) {
    if (text.length < to) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return -1;
      }
      number = number * 10 + text[i] - '0';
    }
    return number;
  }

  /** Counted from 1970-01-01, one a row. */
  int[] days() {
    return Arrays.copyOf(days, size);
  }

  int different() {
    return different;
  }

  /** Of the different days, in their order. */
  Fingerprint calendar() {
    return calendar.build();
  }
}
