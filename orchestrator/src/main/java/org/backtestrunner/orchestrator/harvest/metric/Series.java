package org.backtestrunner.orchestrator.harvest.metric;

/**
 * Mean and spread of a series. Sums run from the first value to the last, so equal series give
 * equal bits.
 */
final class Series {

  /** Below this share of max(1, abs(mean)) a standard deviation is nothing but rounding noise. */
  private static final double NOISE = 1e-12;

  private Series() {}

  /** NaN for an empty series. */
  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** With n - 1 in the denominator, in two passes; NaN below two values, 0 for rounding noise. */
  static double variance(double[] values) {
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
  static double standardDeviation(double[] values) {
    return Math.sqrt(variance(values));
  }
}
