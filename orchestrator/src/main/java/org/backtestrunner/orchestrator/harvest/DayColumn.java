package org.backtestrunner.orchestrator.harvest;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;

/** The UTC dates of ISO timestamps, taken row by row. */
final class DayColumn {
  private static final int DATE_LENGTH = 10;

  private final int column;
  private final Fingerprint.Builder calendar = new Fingerprint.Builder();
  private byte[] last = {};
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

  private static int day(ResultTable table, byte[] cell) throws InvalidOutputException {
    String timestamp = new String(cell, StandardCharsets.UTF_8);
    try {
      String date = timestamp.substring(0, Math.min(DATE_LENGTH, timestamp.length()));
      return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    } catch (DateTimeException notADate) {
      throw table.isNoTimestamp(timestamp);
    }
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
