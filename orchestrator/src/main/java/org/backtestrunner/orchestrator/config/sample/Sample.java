package org.backtestrunner.orchestrator.config.sample;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * How many points of a grid are run, and how they are chosen.
 *
 * @param n how many, at least 1
 */
public record Sample(int n, Method method, int seed) {
  /** So many times n points are drawn before the search for n ends. */
  private static final long PATIENCE = 1000;

  private static final BigInteger MOST_RANDOM = BigInteger.ONE.shiftLeft(63);

  /** How many points are drawn at most. */
  public long mostDrawn() {
    return PATIENCE * n;
  }

  /** Why there is no sample of axes of these lengths: a sentence; empty where there is one. */
  public Optional<String> refusal(List<Integer> lengths) {
    return switch (method) {
      case RANDOM ->
          Draws.product(lengths).compareTo(MOST_RANDOM) > 0
              ? Optional.of(
                  "random chooses from at most 2^63 combinations, and this grid has %s; use method: sobol"
                      .formatted(Draws.product(lengths)))
              : Optional.empty();
      case SOBOL ->
          lengths.size() > Sobol.MOST_DIMENSIONS
              ? Optional.of(
                  "sobol takes at most %d axes, this grid has %d; use method: random"
                      .formatted(Sobol.MOST_DIMENSIONS, lengths.size()))
              : Optional.empty();
    };
  }

  /** What a user should know of n, which is a sentence. */
  public Optional<String> note() {
    return method == Method.SOBOL && Integer.bitCount(n) != 1
        ? Optional.of(
            "sobol is even on every axis where n is a power of two, such as %d; n is %d"
                .formatted(Integer.highestOneBit(n) * 2, n))
        : Optional.empty();
  }

  /**
   * The points one after the other, without end; the same may come again.
   *
   * @param lengths of axes that {@link #refusal} takes, in their order, at least one
   */
  public Draws draws(List<Integer> lengths) {
    return switch (method) {
      case RANDOM -> Draws.random(lengths, seed);
      case SOBOL -> Draws.sobol(lengths, seed);
    };
  }

  /** Such as {@code sobol, seed 7}. */
  public String words() {
    return method.label() + ", seed " + seed;
  }
}
