package org.backtestrunner.worker.parameter;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The length of a bar. A bar's time is one long: the epoch day of its UTC date for {@link #DAILY},
 * the epoch second for {@link #FIVE_MINUTES}.
 */
public enum Frequency {
  DAILY("1d"),
  FIVE_MINUTES("5min");

  private static final int SECONDS_PER_DAY = 86_400;

  private final String label;

  Frequency(String label) {
    this.label = label;
  }

  /** The frequency with that label, which must exist. */
  public static Frequency of(String label) {
    for (Frequency frequency : values()) {
      if (frequency.label.equals(label)) {
        return frequency;
      }
    }
    throw new IllegalArgumentException("no frequency '" + label + "'");
  }

  /** The text in parameters and file names. */
  public String label() {
    return label;
  }

  /** The bar's time of an instant. */
  public long barTime(long epochSecond) {
    return switch (this) {
      case DAILY -> Math.floorDiv(epochSecond, SECONDS_PER_DAY);
      case FIVE_MINUTES -> epochSecond;
    };
  }

  /** The UTC date of a bar, as an epoch day. */
  public long epochDay(long barTime) {
    return switch (this) {
      case DAILY -> barTime;
      case FIVE_MINUTES -> Math.floorDiv(barTime, SECONDS_PER_DAY);
    };
  }

  /** A bar's time as output files print it: {@code 2020-01-02} or {@code 2020-01-02T14:35:00Z}. */
  public String format(long barTime) {
    return switch (this) {
      case DAILY -> LocalDate.ofEpochDay(barTime).toString();
      case FIVE_MINUTES -> {
        String text = LocalDateTime.ofEpochSecond(barTime, 0, ZoneOffset.UTC).toString();
        // LocalDateTime leaves out seconds that are zero.
        yield text.length() == "2020-01-02T14:35".length() ? text + ":00Z" : text + "Z";
      }
    };
  }
}
