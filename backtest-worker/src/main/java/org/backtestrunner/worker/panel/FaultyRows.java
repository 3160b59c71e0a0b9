package org.backtestrunner.worker.panel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.backtestrunner.shared.text.ShortestDecimal;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.parameter.Frequency;

/**
 * Which observations of a universe cannot be right, in one way.
 *
 * @param times bar times at which there are any, ascending
 * @param counts how many symbols have one, by time
 * @param first the first one, by time and then by symbol, in words; empty if there is none
 */
public record FaultyRows(long[] times, int[] counts, String first) {
  /** How far prices of one row may contradict each other, relative to the close. */
  private static final double TOLERANCE = 1e-6;

  /** Opens and closes that are further apart are not on one basis. */
  private static final double RAW_RATIO = 1.9;

  /** In which way. */
  public enum Kind {
    /** High is below low, open or close are outside them, or one of the three is not above 0. */
    IMPOSSIBLE {
      @Override
      boolean isAt(SymbolHistory history, int t) {
        double close = history.close(t);
        double open = history.value(Column.OPEN, t);
        double high = history.value(Column.HIGH, t);
        double low = history.value(Column.LOW, t);
        double tolerance = TOLERANCE * close;
        // No comparison with an empty cell, which is NaN, holds.
        return history.lacksPrice(t)
            || low - high > tolerance
            || open - high > tolerance
            || close - high > tolerance
            || low - open > tolerance
            || low - close > tolerance;
      }
    },
    /** Open and close are so far apart that one of them may be adjusted and the other not. */
    RAW_OPEN {
      @Override
      boolean isAt(SymbolHistory history, int t) {
        double ratio = history.value(Column.OPEN, t) / history.close(t);
        return ratio > RAW_RATIO || ratio < 1 / RAW_RATIO;
      }
    };

    abstract boolean isAt(SymbolHistory history, int t);
  }

  /** Goes through all observations of histories that are sorted by symbol. */
  static FaultyRows of(
      Kind kind, List<SymbolHistory> histories, long[] calendar, Frequency frequency) {
    Map<Long, Integer> countAt = new TreeMap<>();
    long earliest = Long.MAX_VALUE;
    String first = "";
    for (SymbolHistory history : histories) {
      int size = history.hasClosesAlone() ? 0 : history.size();
      for (int t = 0; t < size; t++) {
        if (kind.isAt(history, t)) {
          long time = calendar[history.calendarIndex(t)];
          countAt.merge(time, 1, Integer::sum);
          if (time < earliest) {
            earliest = time;
            first = words(history, t, frequency.format(time));
          }
        }
      }
    }
    long[] times = new long[countAt.size()];
    int[] counts = new int[times.length];
    int next = 0;
    for (Map.Entry<Long, Integer> count : countAt.entrySet()) {
      times[next] = count.getKey();
      counts[next++] = count.getValue();
    }
    return new FaultyRows(times, counts, first);
  }

  private static String words(SymbolHistory history, int t, String time) {
    StringBuilder words = new StringBuilder(history.symbol());
    words.append(" at ").append(time).append(": ");
    for (Column column : new Column[] {Column.OPEN, Column.HIGH, Column.LOW}) {
      double value = history.value(column, t);
      if (!Double.isNaN(value)) {
        words.append(column.header()).append(' ').append(ShortestDecimal.plain(value)).append(", ");
      }
    }
    if (history.lacksPrice(t)) {
      words.append("one that is not above 0, ");
    }
    return words.append("close ").append(ShortestDecimal.plain(history.close(t))).toString();
  }

  /** How many there are at or before a bar time. */
  public long upTo(long time) {
    long rows = 0;
    for (int i = 0; i < times.length && times[i] <= time; i++) {
      rows += counts[i];
    }
    return rows;
  }
}
