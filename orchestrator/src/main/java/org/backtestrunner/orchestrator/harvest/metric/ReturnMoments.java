package org.backtestrunner.orchestrator.harvest.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the deflated Sharpe ratio needs to know of a run's returns. All values are per period (one
 * bar), not annualised.
 *
 * @param sharpe mean over standard deviation (n - 1 in its denominator), finite
 * @param skewness third standardised population moment, 0 for a normal distribution
 * @param kurtosis fourth standardised population moment, 3 for a normal distribution
 * @param returnCount number T of returns, at least 2
 */
public record ReturnMoments(double sharpe, double skewness, double kurtosis, int returnCount) {

  public ReturnMoments {
    if (!Double.isFinite(sharpe)) {
      throw new IllegalArgumentException("A Sharpe ratio must be finite, not " + sharpe);
    }
    if (returnCount < 2) {
      throw new IllegalArgumentException(
          "A Sharpe ratio needs at least 2 returns, not " + returnCount);
    }
  }

  /** The moments of a performance; empty where its Sharpe ratio is undefined. */
  public static Optional<ReturnMoments> of(Performance performance) {
    return performance.moments();
  }

  /** The moments of a series of returns; empty where they do not vary, or are fewer than two. */
  public static Optional<ReturnMoments> of(double[] returns) {
    double sharpe = Sharpe.perPeriod(returns);
    if (!Double.isFinite(sharpe)) {
      return Optional.empty();
    }
    double mean = Series.mean(returns);
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (double value : returns) {
      double deviation = value - mean;
      double square = deviation * deviation;
      second += square;
      third += square * deviation;
      fourth += square * square;
    }
    int count = returns.length;
    second /= count;
    third /= count;
    fourth /= count;
    return Optional.of(
        new ReturnMoments(
            sharpe, third / (second * Math.sqrt(second)), fourth / (second * second), count));
  }

  /**
   * The standard error of {@link #sharpe} as an estimate, under returns that need not be normal
   * (Mertens 2002; Bailey and López de Prado 2012, "The Sharpe Ratio Efficient Frontier"). Empty
   * where the moments give no positive number.
   */
  OptionalDouble sharpeStandardError() {
    double scale = 1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
    return scale > 0
        ? Metric.ifFinite(Math.sqrt(scale / (returnCount - 1)))
        : OptionalDouble.empty();
  }
}
