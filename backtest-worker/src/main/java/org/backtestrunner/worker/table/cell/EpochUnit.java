package org.backtestrunner.worker.table.cell;

/** What an integer that counts time from 1970 on counts. */
public enum EpochUnit {
  SECONDS("epoch_s", 1),
  MILLISECONDS("epoch_ms", 1_000),
  MICROSECONDS("epoch_us", 1_000_000),
  NANOSECONDS("epoch_ns", 1_000_000_000);

  /** 1990-01-01 and 2100-12-31: in these years the integers of the four units are disjoint. */
  private static final long FIRST_SECOND = 631_152_000L;

  private static final long LAST_SECOND = 4_133_980_799L;

  private final String label;
  private final long perSecond;

  EpochUnit(String label, long perSecond) {
    this.label = label;
    this.perSecond = perSecond;
  }

  /** The name in a format file. */
  public String label() {
    return label;
  }

  /** Whether an integer lies in the years 1990 to 2100 by this unit. */
  boolean fits(long units) {
    long second = second(units);
    return second >= FIRST_SECOND && second <= LAST_SECOND;
  }

  long second(long units) {
    return Math.floorDiv(units, perSecond);
  }

  int nano(long units) {
    return (int) (Math.floorMod(units, perSecond) * (1_000_000_000 / perSecond));
  }
}
