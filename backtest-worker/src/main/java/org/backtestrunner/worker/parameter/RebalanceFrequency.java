package org.backtestrunner.worker.parameter;

import java.time.LocalDate;

/** How often a strategy decides: at the first bar of every new period. */
public enum RebalanceFrequency {
  D,
  W,
  M,
  Q;

  /** The frequency of that name, which must exist. */
  public static RebalanceFrequency of(String name) {
    // Enum.valueOf calls values() by reflection, which costs a JVM milliseconds the first time.
    for (RebalanceFrequency frequency : values()) {
      if (frequency.name().equals(name)) {
        return frequency;
      }
    }
    throw new IllegalArgumentException("no rebalance frequency '" + name + "'");
  }

  /**
   * The first day of the period after the one of a day.
   *
   * @param epochDay UTC date
   */
  public long nextPeriod(long epochDay) {
    return switch (this) {
      case D -> epochDay + 1;
      // ISO weeks begin on Mondays; day 0 of the epoch was a Thursday.
      case W -> epochDay + 7 - Math.floorMod(epochDay + 3, 7);
      case M -> firstOfMonth(epochDay, 1);
      case Q -> firstOfMonth(epochDay, 3);
    };
  }

  /** The first day of the next period of so many months. */
  private static long firstOfMonth(long epochDay, int months) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    int month = date.getMonthValue() - 1;
    int next = month - month % months + months;
    return EpochDay.ofFirst(date.getYear() + next / 12, next % 12 + 1);
  }
}
