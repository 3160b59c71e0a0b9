package org.backtestrunner.worker.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;

/** Decision bars: the first bar, then the first bar of every new day, week, month or quarter. */
record RebalanceCalendar(String frequency, List<Instant> bars) {
  boolean isDecisionBar(int bar) {
    return bar == 0 || !period(bars.get(bar)).equals(period(bars.get(bar - 1)));
  }

  private List<Integer> period(Instant time) {
    LocalDate date = BarTime.date(time);
    return switch (frequency) {
      case "D" -> List.of(date.getYear(), date.getDayOfYear());
      case "W" -> List.of(date.get(IsoFields.WEEK_BASED_YEAR), week(date));
      case "M" -> List.of(date.getYear(), date.getMonthValue());
      case "Q" -> List.of(date.getYear(), date.get(IsoFields.QUARTER_OF_YEAR));
      default -> throw new IllegalArgumentException("rebalance_freq " + frequency);
    };
  }

  private static int week(LocalDate date) {
    return date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }
}
