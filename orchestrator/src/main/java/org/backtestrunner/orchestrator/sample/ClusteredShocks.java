package org.backtestrunner.orchestrator.sample;

/**
 * Daily log-return shocks with mean zero, fat tails and volatility that comes in clusters:
 * GARCH(1,1) of Bollerslev (1986) driven by Student's t.
 */
final class ClusteredShocks {
  private static final double REACTION = 0.08;
  private static final double PERSISTENCE = 0.90;

  private final RandomStream random;
  private final double longRunVariance;
  private double variance;

  /** {@code longRunVolatility} is the standard deviation of one day's log return. */
  ClusteredShocks(RandomStream random, double longRunVolatility) {
    this.random = random;
    this.longRunVariance = longRunVolatility * longRunVolatility;
    this.variance = longRunVariance;
  }

  /** The standard deviation of the next shock. */
  double volatility() {
    return StrictMath.sqrt(variance);
  }

  double next() {
    double shock = volatility() * random.fatTailed();
    variance =
        (1 - REACTION - PERSISTENCE) * longRunVariance
            + REACTION * shock * shock
            + PERSISTENCE * variance;
    return shock;
  }
}
