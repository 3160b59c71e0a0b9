package org.backtestrunner.orchestrator.config.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hipparchus.random.SobolSequenceGenerator;
import org.junit.jupiter.api.Test;

class SobolTest {
  private static final int POINTS = 1024;

  @Test
  void itIsThatOfHipparchus() {
    Sobol ours = new Sobol(Sobol.MOST_DIMENSIONS);
    SobolSequenceGenerator theirs = new SobolSequenceGenerator(Sobol.MOST_DIMENSIONS);
    for (int i = 0; i < POINTS; i++) {
      int[] point = ours.next();
      double[] expected = theirs.nextVector();
      for (int j = 0; j < point.length; j++) {
        assertEquals(
            expected[j], Math.scalb((double) Integer.toUnsignedLong(point[j]), -32), i + ", " + j);
      }
    }
  }

  @Test
  void fewerDimensionsAreTheFirstOfMore() {
    Sobol few = new Sobol(3);
    Sobol many = new Sobol(Sobol.MOST_DIMENSIONS);
    for (int i = 0; i < POINTS; i++) {
      int[] expected = many.next();
      int[] point = few.next();
      for (int j = 0; j < point.length; j++) {
        assertEquals(expected[j], point[j]);
      }
    }
  }
}
