package org.backtestrunner.orchestrator.analysis.statistic;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.harvest.metric.Metric;

/**
 * How much of the growth of a curve came from its best days and its best calendar year. Shares are
 * of the sum of ln(1 + R).
 *
 * @param topFiveShare that of the five best days
 * @param topTenShare that of the ten best days
 * @param withoutTopFive total return without them, as a fraction
 * @param withoutTopTen total return without them, as a fraction
 * @param bestYear the calendar year that brought most
 * @param bestYearShare its share
 * @param years how many calendar years have returns
 */
public record Concentration(
    double topFiveShare,
    double topTenShare,
    OptionalDouble withoutTopFive,
    OptionalDouble withoutTopTen,
    int bestYear,
    double bestYearShare,
    int years) {

  private static final int FEWEST_RETURNS = 250;
  private static final int FIVE = 5;
  private static final int TEN = 10;

  /** Empty without growth, after a total loss, and below 250 returns. */
  public static Optional<Concentration> of(DailyReturns daily) {
    double[] growth = growth(daily.values());
    double total = sum(growth, 0);
    if (growth.length < FEWEST_RETURNS || !(total > 0) || !Double.isFinite(total)) {
      return Optional.empty();
    }
    int bestYear = 0;
    double mostOfYear = Double.NEGATIVE_INFINITY;
    int years = 0;
    int from = 0;
    while (from < growth.length) {
      int year = daily.year(from);
      int end = daily.endOfYear(from);
      double ofYear = 0;
      while (from < end) {
        ofYear += growth[from++];
      }
      years++;
      if (ofYear > mostOfYear) {
        mostOfYear = ofYear;
        bestYear = year;
      }
    }
    Arrays.sort(growth);
    double five = sum(growth, growth.length - FIVE);
    double ten = sum(growth, growth.length - TEN);
    return Optional.of(
        new Concentration(
            five / total,
            ten / total,
            Metric.ifFinite(StrictMath.exp(total - five) - 1),
            Metric.ifFinite(StrictMath.exp(total - ten) - 1),
            bestYear,
            mostOfYear / total,
            years));
  }

  /** Not finite where nothing is left. */
  private static double[] growth(double[] returns) {
    double[] growth = new double[returns.length];
    for (int i = 0; i < returns.length; i++) {
      growth[i] = StrictMath.log1p(returns[i]);
    }
    return growth;
  }

  private static double sum(double[] values, int from) {
    double sum = 0;
    for (int i = from; i < values.length; i++) {
      sum += values[i];
    }
    return sum;
  }
}
