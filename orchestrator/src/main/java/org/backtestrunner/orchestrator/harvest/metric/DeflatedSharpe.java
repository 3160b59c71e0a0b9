package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * The deflated Sharpe ratio: the probability, 0 to 1, that a run's true Sharpe ratio is above what
 * the best of all trials would show by luck alone (Bailey and López de Prado 2014, "The Deflated
 * Sharpe Ratio"). No {@link Metric}, since only a whole batch can know it.
 */
public final class DeflatedSharpe {

  /** The name of the column and of the JSON member. */
  public static final String NAME = "deflated_sharpe";

  /** The same by all trials that were ever made on the same data. */
  public static final String EVER = "deflated_sharpe_ever";

  /** The number of decimals in the summary's CSV and in tables. */
  public static final int PRECISION = 4;

  private static final int MINIMUM_RETURNS = 3;

  private DeflatedSharpe() {}

  /**
   * Deflates one run.
   *
   * @param moments of the run's returns
   * @param trials with which it competes: those of its batch and frequency, or more
   * @return empty below three returns, or where the standard error is undefined
   */
  public static OptionalDouble of(ReturnMoments moments, Trials trials) {
    return probabilisticSharpe(moments, trials.expectedMaximumSharpe());
  }

  /** The probability that the true Sharpe ratio is above a benchmark; both per period. */
  public static OptionalDouble probabilisticSharpe(ReturnMoments moments, double benchmarkSharpe) {
    OptionalDouble standardError = moments.sharpeStandardError();
    if (moments.returnCount() < MINIMUM_RETURNS || standardError.isEmpty()) {
      return OptionalDouble.empty();
    }
    double distance = (moments.sharpe() - benchmarkSharpe) / standardError.getAsDouble();
    return Metric.ifFinite(NormalDistribution.cumulativeProbability(distance));
  }
}
