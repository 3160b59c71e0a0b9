package org.backtestrunner.orchestrator.harvest.output;

import java.util.Arrays;

/** The UTC dates of a curve's bars, taken row by row. */
final class DayColumn {
  private final BarTimes times;
  private final Fingerprint.Builder calendar = new Fingerprint.Builder();
  private int[] days = new int[1024];
  private int size;
  private int different;

  DayColumn(BarTimes times) {
    this.times = times;
  }

  /**
   * Takes that of the current row.
   *
   * @return the timestamp
   */
  byte[] take() throws InvalidOutputException {
    byte[] timestamp = times.next(false);
    int day = times.day();
    if (size == 0 || day != days[size - 1]) {
      calendar.add(day);
      different++;
    }
    if (size == days.length) {
      days = Arrays.copyOf(days, size * 2);
    }
    days[size++] = day;
    return timestamp;
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
