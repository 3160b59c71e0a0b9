package org.backtestrunner.orchestrator.analysis.statistic;

import org.backtestrunner.orchestrator.harvest.metric.NormalDistribution;

/**
 * The normal numbers that R draws: Mersenne Twister (Matsumoto and Nishimura 1998), seeded as R
 * does, turned by inversion of two uniform numbers each.
 */
final class RNormals {
  private static final int SIZE = 624;
  private static final double BIG = 134217728;

  private final int[] state = new int[SIZE];
  private int next = SIZE;

  /**
   * @param seed of {@code set.seed}
   */
  RNormals(int seed) {
    int scrambled = seed;
    for (int i = 0; i < 50; i++) {
      scrambled = 69069 * scrambled + 1;
    }
    // The first number that R draws for its state is replaced by the place in it.
    scrambled = 69069 * scrambled + 1;
    for (int i = 0; i < SIZE; i++) {
      scrambled = 69069 * scrambled + 1;
      state[i] = scrambled;
    }
  }

  private double uniform() {
    if (next == SIZE) {
      for (int i = 0; i < SIZE; i++) {
        int bits = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
        state[i] = state[(i + 397) % SIZE] ^ (bits >>> 1) ^ ((bits & 1) == 0 ? 0 : 0x9908b0df);
      }
      next = 0;
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return (y & 0xffffffffL) * 2.3283064365386963e-10;
  }

  double next() {
    double high = (int) (BIG * uniform());
    double share = (high + uniform()) / BIG;
    return -NormalDistribution.upperTailQuantile(share);
  }
}
