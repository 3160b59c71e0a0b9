package org.backtestrunner.worker.table.cell;

import java.time.LocalDate;
import java.util.BitSet;

/** The dates of the rows of a file, for what is said of them and against calendars a day off. */
public final class DatesSeen {
  private static final int FEWEST_DATES = 20;
  private static final int LONGEST_MEDIAN_DAYS = 4;

  /** 0000-01-01: no file has an earlier date. */
  private static final long FIRST_DAY = -719_528;

  private final BitSet days = new BitSet();
  private long last = Long.MIN_VALUE;

  void add(long epochDay) {
    if (epochDay != last) {
      last = epochDay;
      days.set((int) (epochDay - FIRST_DAY));
    }
  }

  /** Takes up the dates of another file. */
  public void addAll(DatesSeen other) {
    days.or(other.days);
  }

  public boolean isEmpty() {
    return days.isEmpty();
  }

  public long first() {
    return days.nextSetBit(0) + FIRST_DAY;
  }

  public long last() {
    return days.length() - 1 + FIRST_DAY;
  }

  /** The span such as {@code 2020-01-02 to 2020-02-28}. */
  public String span() {
    return LocalDate.ofEpochDay(first()) + " to " + LocalDate.ofEpochDay(last());
  }

  /**
   * Whether these seem to be the days of a market, all of them a day off: daily, with Sundays and
   * no Friday, or with Saturdays and no Monday.
   */
  public boolean isShifted() {
    if (days.cardinality() < FEWEST_DATES || !isDaily()) {
      return false;
    }
    boolean[] seen = new boolean[7];
    for (int day = days.nextSetBit(0); day >= 0; day = days.nextSetBit(day + 1)) {
      // 0000-01-01 was a Saturday.
      seen[day % 7] = true;
    }
    boolean saturday = seen[0];
    boolean sunday = seen[1];
    boolean monday = seen[2];
    boolean friday = seen[6];
    return (sunday && !friday) || (saturday && !monday);
  }

  private boolean isDaily() {
    int near = 0;
    int distances = days.cardinality() - 1;
    int before = days.nextSetBit(0);
    for (int day = days.nextSetBit(before + 1); day >= 0; day = days.nextSetBit(day + 1)) {
      if (day - before <= LONGEST_MEDIAN_DAYS) {
        near++;
      }
      before = day;
    }
    return 2 * near >= distances;
  }
}
