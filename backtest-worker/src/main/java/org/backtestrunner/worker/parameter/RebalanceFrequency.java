package org.backtestrunner.worker.parameter;

import java.time.LocalDate;

/** How often a strategy decides: at the first bar of every new period. */
public enum RebalanceFrequency {
  D,
  W,
  M,
  Q;

  /**
   * A number that is the same for all days of one period and differs between periods.
   *
   * @param epochDay UTC date
   */
  public long period(long epochDay) {
    return switch (this) {
      case D -> epochDay;
      // ISO weeks begin on Mondays; day 0 of the epoch was a Thursday.
      case W -> Math.floorDiv(epochDay + 3, 7);
      case M -> month(epochDay);
      case Q -> Math.floorDiv(month(epochDay), 3);
    };
  }

  private static long month(long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    return date.getYear() * 12L + date.getMonthValue() - 1;
  }
}
