package org.backtestrunner.orchestrator.harvest.metric;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Trials at one frequency, of a batch or of all batches on the same data: how many different
 * backtests were tried, and how far their Sharpe ratios lie apart.
 *
 * @param count number N of distinct ones with a defined Sharpe ratio
 * @param sharpeVariance sample variance V of their Sharpe ratios per period (not annualised); empty
 *     below two trials
 * @param expectedMaximumSharpe the Sharpe ratio, per period, that the best of these trials is
 *     expected to show if none has any skill (Bailey and López de Prado 2014, "The Deflated Sharpe
 *     Ratio"); 0 below two trials
 */
public record Trials(int count, OptionalDouble sharpeVariance, double expectedMaximumSharpe) {

  private static final double EULER_MASCHERONI = 0.57721566490153286;

  public Trials {
    if (count < 0) {
      throw new IllegalArgumentException("The number of trials cannot be " + count);
    }
    if (sharpeVariance.isPresent() != count >= 2) {
      throw new IllegalArgumentException("A variance needs two trials, and two trials have one");
    }
    if (sharpeVariance.isPresent() && !(sharpeVariance.getAsDouble() >= 0)) {
      throw new IllegalArgumentException("A variance cannot be " + sharpeVariance.getAsDouble());
    }
  }

  /** So many trials, and what follows from them; the search behind it is made here, and once. */
  public Trials(int count, OptionalDouble sharpeVariance) {
    this(count, sharpeVariance, expectedMaximumSharpe(count, sharpeVariance));
  }

  /**
   * A run with a defined Sharpe ratio.
   *
   * @param hash equal for runs that are the same trial
   * @param sharpe per period, not annualised
   */
  public record Run(String hash, double sharpe) {}

  /**
   * Counts runs of one frequency.
   *
   * @param runs in plan order; of runs with equal hashes only the first is a trial
   */
  public static Trials of(List<Run> runs) {
    Set<String> seen = new HashSet<>();
    double[] sharpes =
        runs.stream().filter(run -> seen.add(run.hash())).mapToDouble(Run::sharpe).toArray();
    return new Trials(
        sharpes.length,
        sharpes.length < 2 ? OptionalDouble.empty() : OptionalDouble.of(Series.variance(sharpes)));
  }

  private static double expectedMaximumSharpe(int count, OptionalDouble sharpeVariance) {
    return count < 2 || sharpeVariance.isEmpty()
        ? 0
        : Math.sqrt(sharpeVariance.getAsDouble()) * expectedMaximumOfNormals(count);
  }

  /** {@link #expectedMaximumSharpe} annualised. */
  public double expectedMaximumSharpePerYear(double barsPerYear) {
    return expectedMaximumSharpe * Math.sqrt(barsPerYear);
  }

  /**
   * Expected maximum of that many independent standard normal variables; 0 below two. An effective
   * number of them need not be whole.
   */
  public static double expectedMaximumOfNormals(double count) {
    if (count < 2) {
      return 0;
    }
    double oneOf = NormalDistribution.upperTailQuantile(1.0 / count);
    double oneOfMore = NormalDistribution.upperTailQuantile(1 / (count * Math.E));
    return (1 - EULER_MASCHERONI) * oneOf + EULER_MASCHERONI * oneOfMore;
  }
}
