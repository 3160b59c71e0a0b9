package org.backtestrunner.orchestrator.report.page.curve;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * The dates of all curves of a batch, and which of them its charts show.
 *
 * @param shown counted from 1970-01-01, ascending
 */
record SharedDates(int[] shown) {

  /**
   * @param calendars the dates of each calendar, ascending
   */
  static SharedDates of(Collection<int[]> calendars) {
    int[] all = calendars.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
    return new SharedDates(IntStream.of(Sampling.indices(all.length)).map(i -> all[i]).toArray());
  }

  /** A curve at the shown dates. */
  CurveSample sample(DailyEquity curve) {
    float[] growth = new float[shown.length];
    float[] drawdown = new float[shown.length];
    double last = Double.NaN;
    double lastDrawdown = 0;
    boolean isUsedUp = false;
    int day = 0;
    for (int date = 0; date < shown.length; date++) {
      double lowest = Double.POSITIVE_INFINITY;
      while (day < curve.days().length && curve.days()[day] <= shown[date]) {
        last = curve.growth(day);
        isUsedUp |= !(last > 0);
        lastDrawdown = curve.drawdowns()[day++];
        lowest = Math.min(lowest, lastDrawdown);
      }
      boolean isOutside = day == 0 || shown[date] > curve.days()[curve.days().length - 1];
      growth[date] = isOutside || isUsedUp ? Float.NaN : (float) Math.log(last);
      drawdown[date] = isOutside ? Float.NaN : (float) Math.min(lowest, lastDrawdown);
    }
    return new CurveSample(growth, drawdown);
  }

  /** Growth of 1 at the shown dates, of a curve that covers them; not rounded. */
  float[] growth(DailyEquity curve) {
    float[] growth = new float[shown.length];
    int day = 0;
    for (int date = 0; date < shown.length; date++) {
      while (day + 1 < curve.days().length && curve.days()[day + 1] <= shown[date]) {
        day++;
      }
      boolean isOutside =
          shown[date] < curve.days()[0] || shown[date] > curve.days()[curve.days().length - 1];
      growth[date] = isOutside ? Float.NaN : (float) curve.growth(day);
    }
    return growth;
  }
}
