package org.backtestrunner.orchestrator.sample;

import java.util.Random;

/**
 * Random numbers for one purpose, the same on every JVM: {@link Random} is specified to the last
 * bit, and of mathematics only {@link StrictMath} is used.
 */
final class RandomStream {
  private static final int DEGREES_OF_FREEDOM = 5;

  private final Random random;

  /** Streams of one seed with different names are unrelated. */
  RandomStream(long seed, String name) {
    random = new Random(scramble(seed * 0x9E3779B97F4A7C15L + name.hashCode()));
  }

  /** Uniform in [low, high). */
  double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** True with the given probability. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Normal with mean 0 and variance 1. */
  double normal() {
    return random.nextGaussian();
  }

  /** Student's t with 5 degrees of freedom, scaled to variance 1: fat tails. */
  double fatTailed() {
    double sumOfSquares = 0;
    for (int i = 0; i < DEGREES_OF_FREEDOM; i++) {
      double value = normal();
      sumOfSquares += value * value;
    }
    return normal() * StrictMath.sqrt((DEGREES_OF_FREEDOM - 2) / sumOfSquares);
  }

  /** Neighbouring seeds give {@link Random} neighbouring first draws; spread ones do not. */
  private static long scramble(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
