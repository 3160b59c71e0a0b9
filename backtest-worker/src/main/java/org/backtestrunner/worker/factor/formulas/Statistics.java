package org.backtestrunner.worker.factor.formulas;

/**
 * Means and standard deviations over a part of an array, summed from the first value to the last.
 */
public final class Statistics {
  private static final double RELATIVE_ZERO = 1e-12;

  private Statistics() {}

  /** The mean of {@code values[from, to)}. */
  public static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  /** The sample standard deviation (ddof 1) of {@code values[from, to)}, in two passes. */
  public static double sampleDeviation(double[] values, int from, int to) {
    return deviation(values, from, to, 1);
  }

  /** The population standard deviation (ddof 0) of {@code values[from, to)}, in two passes. */
  public static double populationDeviation(double[] values, int from, int to) {
    return deviation(values, from, to, 0);
  }

  /** Rounding alone makes a constant series deviate a little: that much counts as zero. */
  private static double deviation(double[] values, int from, int to, int ddof) {
    double mean = mean(values, from, to);
    double sum = 0;
    for (int i = from; i < to; i++) {
      double difference = values[i] - mean;
      sum += difference * difference;
    }
    double deviation = Math.sqrt(sum / (to - from - ddof));
    return deviation <= RELATIVE_ZERO * Math.max(1, Math.abs(mean)) ? 0 : deviation;
  }
}
