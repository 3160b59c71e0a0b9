package org.backtestrunner.orchestrator.config.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.random.SobolSequenceGenerator;
import org.junit.jupiter.api.Test;

/** Positions against the JDK's generator of the same numbers, and Hipparchus's sequence. */
class DrawsTest {
  private static final List<Integer> LENGTHS = List.of(10, 11, 16, 3);

  @Test
  void randomPositionsAreTheDigitsOfNumbersThatAreSmallEnough() {
    Draws draws = Draws.random(LENGTHS, 7);
    SplittableRandom numbers = new SplittableRandom(7);
    int drawn = 0;
    while (drawn < 1000) {
      // 2^13 = 8192 is the first power of two that is not below 10 x 11 x 16 x 3 = 5280.
      BigInteger number = new BigInteger(Long.toUnsignedString(numbers.nextLong())).shiftRight(51);
      int rest = number.intValueExact();
      if (rest < 5280) {
        int[] expected = {rest / (11 * 16 * 3), rest / (16 * 3) % 11, rest / 3 % 16, rest % 3};
        assertArrayEquals(expected, draws.next());
        drawn++;
      }
    }
  }

  @Test
  void sobolPositionsAreThoseOfAShiftedSequence() {
    Draws draws = Draws.sobol(LENGTHS, 7);
    SobolSequenceGenerator points = new SobolSequenceGenerator(LENGTHS.size());
    SplittableRandom numbers = new SplittableRandom(7);
    long[] shifts = LENGTHS.stream().mapToLong(length -> numbers.nextLong() >>> 32).toArray();
    for (int i = 0; i < 1000; i++) {
      double[] point = points.nextVector();
      int[] expected = new int[shifts.length];
      for (int j = 0; j < expected.length; j++) {
        long fraction = (long) Math.scalb(point[j], 32) ^ shifts[j];
        expected[j] = (int) (fraction / Math.scalb(1.0, 32) * LENGTHS.get(j));
      }
      assertArrayEquals(expected, draws.next(), "point " + i);
    }
  }

  /** Of 2^k points of a Sobol sequence each of 2^m equal parts has as many, also when shifted. */
  @Test
  void aPowerOfTwoIsEvenOnEveryAxis() {
    List<Integer> lengths = List.of(8, 16, 2, 128, 32, 4, 64);
    Draws draws = Draws.sobol(lengths, 3);
    int[][] counts = new int[lengths.size()][128];
    for (int i = 0; i < 128; i++) {
      int[] place = draws.next();
      for (int j = 0; j < place.length; j++) {
        counts[j][place[j]]++;
      }
    }
    for (int j = 0; j < lengths.size(); j++) {
      int length = lengths.get(j);
      int[] expected = new int[length];
      Arrays.fill(expected, 128 / length);
      assertArrayEquals(expected, Arrays.copyOf(counts[j], length));
    }
  }

  @Test
  void axesOfOnePointHaveOnePlace() {
    assertArrayEquals(new int[] {0, 0}, Draws.random(List.of(1, 1), 1).next());
    assertArrayEquals(new int[] {0, 0}, Draws.sobol(List.of(1, 1), 1).next());
    assertEquals(BigInteger.ONE, Draws.product(List.of(1, 1)));
  }
}
