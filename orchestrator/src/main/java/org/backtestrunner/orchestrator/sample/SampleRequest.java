package org.backtestrunner.orchestrator.sample;

import java.time.LocalDate;

/**
 * What sample to make: {@code symbols} stocks from {@code start} to {@code end}, both inclusive.
 * Equal requests give equal bytes.
 */
public record SampleRequest(int symbols, LocalDate start, LocalDate end, long seed) {
  private static final int MAXIMUM_SYMBOLS = 10_000;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;

  /**
   * @throws IllegalArgumentException with a sentence for the user, if there is no such sample
   */
  public SampleRequest {
    if (symbols < 1 || symbols > MAXIMUM_SYMBOLS) {
      throw new IllegalArgumentException(
          "the number of symbols must be 1 to " + MAXIMUM_SYMBOLS + ", not " + symbols);
    }
    if (start.isAfter(end)) {
      throw new IllegalArgumentException("the start " + start + " is after the end " + end);
    }
    if (start.getYear() < FIRST_YEAR || end.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException(
          "the dates must be in the years %d to %d, not %s to %s"
              .formatted(FIRST_YEAR, LAST_YEAR, start, end));
    }
    if (TradingCalendar.sessions(start, end).findAny().isEmpty()) {
      throw new IllegalArgumentException("no trading day from " + start + " to " + end);
    }
  }
}
