package org.backtestrunner.orchestrator.harvest.metric;

/**
 * The standard normal distribution, accurate far into its tails.
 *
 * <p>Series and continued fraction: Abramowitz and Stegun, "Handbook of Mathematical Functions",
 * 26.2.11 and 26.2.14. Both have positive terms only, so nothing cancels.
 */
public final class NormalDistribution {

  private static final double ROOT_OF_TWO_PI = 2.5066282746310002;

  /** Beyond it the tail is smaller than every double. */
  private static final double LAST_TAIL = 40;

  private NormalDistribution() {}

  /** Probability of a value up to x: small results keep their relative precision. */
  static double cumulativeProbability(double x) {
    return upperTail(-x);
  }

  /**
   * The x that is exceeded with the given probability. Takes the tail's own size because 1 - 1/N
   * would round away what a large N has to say.
   *
   * @param tail above 0 and below 1
   */
  public static double upperTailQuantile(double tail) {
    if (!(tail > 0 && tail < 1)) {
      throw new IllegalArgumentException("A tail probability lies between 0 and 1, not " + tail);
    }
    if (tail > 0.5) {
      return -upperTailQuantile(1 - tail);
    }
    // The logarithm of the tail is concave and the start, from tail(x) <= exp(-x^2/2)/2, lies at
    // or above the solution: Newton's steps come down to it and cannot jump over it.
    double x = Math.sqrt(-2 * StrictMath.log(2 * tail));
    while (true) {
      double reached = upperTail(x);
      double next = x + reached / density(x) * StrictMath.log1p((reached - tail) / tail);
      if (!(next < x)) {
        return x;
      }
      x = next;
    }
  }

  /** Probability of a value above x. */
  private static double upperTail(double x) {
    if (x <= -1) {
      return 1 - upperTail(-x);
    }
    if (x < 1) {
      return 0.5 - density(x) * centralSeries(x);
    }
    return x > LAST_TAIL ? 0 : density(x) * tailFraction(x);
  }

  /** The area between 0 and x over the density at x: x + x^3/3 + x^5/(3 5) + ... */
  private static double centralSeries(double x) {
    double term = x;
    double sum = x;
    for (int odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
      term *= x * x / odd;
      sum += term;
    }
    return sum;
  }

  /** The tail above x >= 1 over the density at x: 1/(x + 1/(x + 2/(x + 3/(x + ...)))). */
  private static double tailFraction(double x) {
    // The n-th convergent is off by about exp(-2 x sqrt(n)).
    int depth = 20 + (int) (400 / (x * x));
    double denominator = x;
    for (int level = depth; level >= 1; level--) {
      denominator = x + level / denominator;
    }
    return 1 / denominator;
  }

  private static double density(double x) {
    double square = x * x;
    // Far out, the rounding of the square would be magnified by the exponential.
    double squareRemainder = Math.fma(x, x, -square);
    return StrictMath.exp(-square / 2) * (1 - squareRemainder / 2) / ROOT_OF_TWO_PI;
  }
}
