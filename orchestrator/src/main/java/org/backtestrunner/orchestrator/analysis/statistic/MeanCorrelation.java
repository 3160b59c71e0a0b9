package org.backtestrunner.orchestrator.analysis.statistic;

import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.harvest.metric.Metric;
import org.backtestrunner.orchestrator.harvest.metric.Series;

/**
 * The mean of the pairwise correlations of curves, taken curve by curve: the sum of all products of
 * standardised returns is the square of their sum.
 */
public final class MeanCorrelation {
  private final double[] sums;
  private int curves;

  /**
   * @param returns T, the number of returns of each curve
   */
  public MeanCorrelation(int returns) {
    this.sums = new double[returns];
  }

  /** Takes a curve, unless its returns do not vary. */
  public void add(double[] returns) {
    double mean = Series.mean(returns);
    double deviation = Series.standardDeviation(returns);
    if (!(deviation > 0)) {
      return;
    }
    curves++;
    for (int t = 0; t < sums.length; t++) {
      sums[t] += (returns[t] - mean) / deviation;
    }
  }

  /** How many curves have been taken. */
  public int curves() {
    return curves;
  }

  /** Empty below two curves. */
  public OptionalDouble mean() {
    if (curves < 2) {
      return OptionalDouble.empty();
    }
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    double pairs = squares / (sums.length - 1) - curves;
    return Metric.ifFinite(pairs / ((double) curves * (curves - 1)));
  }

  /**
   * The number of independent trials that so many correlated ones stand for (Bailey and López de
   * Prado 2014, "The Deflated Sharpe Ratio", equations 8 and 9).
   */
  public static double effectiveTrials(double meanCorrelation, int trials) {
    double clamped = Math.min(1, Math.max(0, meanCorrelation));
    return clamped + (1 - clamped) * trials;
  }
}
