package org.backtestrunner.orchestrator.report.page.curve;

import java.util.Arrays;

/**
 * The last equity of each UTC date, and how far it is below its running peak.
 *
 * @param days counted from 1970-01-01, ascending
 * @param drawdowns as fractions of the peak, at most 0
 */
record DailyEquity(int[] days, double[] equity, double[] drawdowns) {

  /**
   * @param barDays of the bars, ascending
   * @param barEquity after each bar
   */
  static DailyEquity of(int[] barDays, double[] barEquity) {
    int[] days = new int[barDays.length];
    double[] equity = new double[barDays.length];
    int count = 0;
    for (int bar = 0; bar < barDays.length; bar++) {
      if (bar + 1 == barDays.length || barDays[bar + 1] != barDays[bar]) {
        days[count] = barDays[bar];
        equity[count++] = barEquity[bar];
      }
    }
    equity = Arrays.copyOf(equity, count);
    return new DailyEquity(Arrays.copyOf(days, count), equity, drawdowns(equity));
  }

  private static double[] drawdowns(double[] equity) {
    double[] drawdowns = new double[equity.length];
    double peak = Double.NEGATIVE_INFINITY;
    for (int day = 0; day < equity.length; day++) {
      peak = Math.max(peak, equity[day]);
      drawdowns[day] = peak > 0 ? equity[day] / peak - 1 : 0;
    }
    return drawdowns;
  }

  /** E/E[1]; NaN where that says nothing. */
  double growth(int day) {
    return equity[0] > 0 ? equity[day] / equity[0] : Double.NaN;
  }
}
