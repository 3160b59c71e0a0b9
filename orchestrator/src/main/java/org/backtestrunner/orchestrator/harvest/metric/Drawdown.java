package org.backtestrunner.orchestrator.harvest.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * One fall of equity below its running peak. Days are UTC dates counted from 1970-01-01.
 *
 * @param start of the last bar at the peak
 * @param bottom of the first bar at the deepest point
 * @param recovery of the first bar that reaches the peak again; empty where none does
 * @param depth as a fraction of the peak, below 0
 */
public record Drawdown(int start, int bottom, OptionalInt recovery, double depth) {

  /**
   * The deepest ones, the deepest first, of equal ones the earlier first; none where dates are not
   * known.
   */
  public static List<Drawdown> deepest(Performance performance, int most) {
    return performance
        .days()
        .map(days -> all(performance.equity(), days))
        .orElse(List.of())
        .stream()
        .sorted(Comparator.comparingDouble(Drawdown::depth))
        .limit(most)
        .toList();
  }

  private static List<Drawdown> all(double[] equity, int[] days) {
    List<Drawdown> all = new ArrayList<>();
    int peak = 0;
    int lowest = 0;
    for (int bar = 1; bar <= equity.length; bar++) {
      boolean isOver = bar == equity.length;
      if (isOver || equity[bar] >= equity[peak]) {
        if (lowest > peak && equity[peak] > 0) {
          all.add(
              new Drawdown(
                  days[peak],
                  days[lowest],
                  isOver ? OptionalInt.empty() : OptionalInt.of(days[bar]),
                  equity[lowest] / equity[peak] - 1));
        }
        peak = bar;
        lowest = bar;
      } else if (equity[bar] < equity[lowest]) {
        lowest = bar;
      }
    }
    return all;
  }
}
