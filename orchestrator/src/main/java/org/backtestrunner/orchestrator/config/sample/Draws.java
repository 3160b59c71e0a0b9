package org.backtestrunner.orchestrator.config.sample;

import java.math.BigInteger;
import java.util.List;

/** Points of a grid, drawn one after the other. */
@FunctionalInterface
public interface Draws {
  /** The position on each axis, from 0. */
  int[] next();

  /** The number of all points. */
  static BigInteger product(List<Integer> lengths) {
    return lengths.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /**
   * Numbers below the product of the lengths, whose digits are the positions, that of the last axis
   * last. Those of the generator that are too large are passed over.
   */
  static Draws random(List<Integer> lengths, long seed) {
    BigInteger size = product(lengths);
    long largest = size.subtract(BigInteger.ONE).longValueExact();
    int bits = Long.SIZE - Long.numberOfLeadingZeros(largest);
    SplitMix64 numbers = new SplitMix64(seed);
    return () -> {
      long number = bits == 0 ? 0 : numbers.next() >>> (Long.SIZE - bits);
      while (number > largest) {
        number = numbers.next() >>> (Long.SIZE - bits);
      }
      int[] positions = new int[lengths.size()];
      for (int j = positions.length - 1; j >= 0; j--) {
        positions[j] = (int) (number % lengths.get(j));
        number /= lengths.get(j);
      }
      return positions;
    };
  }

  /** The points of the Sobol sequence, moved by a digital shift that depends on the seed. */
  static Draws sobol(List<Integer> lengths, long seed) {
    Sobol points = new Sobol(lengths.size());
    SplitMix64 numbers = new SplitMix64(seed);
    int[] shifts = new int[lengths.size()];
    for (int j = 0; j < shifts.length; j++) {
      shifts[j] = (int) (numbers.next() >>> Integer.SIZE);
    }
    return () -> {
      int[] positions = points.next();
      for (int j = 0; j < positions.length; j++) {
        long fraction = Integer.toUnsignedLong(positions[j] ^ shifts[j]);
        positions[j] = (int) (fraction * lengths.get(j) >>> Integer.SIZE);
      }
      return positions;
    };
  }
}
