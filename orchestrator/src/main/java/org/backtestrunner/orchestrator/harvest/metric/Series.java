package org.backtestrunner.orchestrator.harvest.metric;

import java.util.Arrays;

/**
 * Mean and spread of a series. Sums run from the first value to the last, so equal series give
 * equal bits.
 */
public final class Series {

  /** Below this share of max(1, abs(mean)) a standard deviation is nothing but rounding noise. */
  private static final double NOISE = 1e-12;

  private Series() {}

  public static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** NaN for an empty series. */
  public static double mean(double[] values) {
    return sum(values) / values.length;
  }

  /** With n - 1 in the denominator, in two passes; NaN below two values, 0 for rounding noise. */
  public static double variance(double[] values) {
    if (values.length < 2) {
      return Double.NaN;
    }
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      double deviation = value - mean;
      squares += deviation * deviation;
    }
    double variance = squares / (values.length - 1);
    return Math.sqrt(variance) <= NOISE * Math.max(1, Math.abs(mean)) ? 0 : variance;
  }

  /** The square root of {@link #variance}. */
  public static double standardDeviation(double[] values) {
    return Math.sqrt(variance(values));
  }

  /**
   * The quantile by linear interpolation between order statistics at (n - 1) share.
   *
   * @param sorted at least one value, ascending
   * @param share 0 to 1
   */
  public static double quantile(double[] sorted, double share) {
    double place = (sorted.length - 1) * share;
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The middle value, or the mean of the middle two; of at least one value. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double upper = sorted[sorted.length / 2];
    return sorted.length % 2 == 1 ? upper : (sorted[sorted.length / 2 - 1] + upper) / 2;
  }
}
