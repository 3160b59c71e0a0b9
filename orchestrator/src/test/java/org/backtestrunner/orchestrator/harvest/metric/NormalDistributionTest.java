package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values: erfc and its inverse in 40 decimal digits (mpmath 1.3). */
class NormalDistributionTest {

  @ParameterizedTest
  @CsvSource({
    "-37.5, 4.605353009581955e-308",
    "-30, 4.906713927148187e-198",
    "-20, 2.7536241186062337e-89",
    "-10, 7.619853024160525e-24",
    "-5, 2.866515718791939e-07",
    "-2.5, 0.006209665325776135",
    "-1, 0.15865525393145705",
    "-0.999, 0.1588973456413183",
    "-0.3, 0.3820885778110474",
    "0, 0.5",
    "0.7, 0.758036347776927",
    "1, 0.8413447460685429",
    "3, 0.9986501019683699",
  })
  void cumulativeProbabilityKeepsItsRelativePrecisionFarIntoTheLowerTail(
      double x, double expected) {
    assertEquals(
        expected, NormalDistribution.cumulativeProbability(x), 1.5e-15 * expected, () -> "at " + x);
  }

  @Test
  void cumulativeProbabilityEndsAt0And1() {
    assertEquals(0, NormalDistribution.cumulativeProbability(-1e300));
    assertEquals(0, NormalDistribution.cumulativeProbability(Double.NEGATIVE_INFINITY));
    assertEquals(1, NormalDistribution.cumulativeProbability(10));
    assertEquals(1, NormalDistribution.cumulativeProbability(Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.25, 0.6744897501960817",
    "0.1, 1.2815515655446004",
    "0.01, 2.326347874040841",
    "1e-4, 3.7190164854556804",
    "1e-10, 6.361340902404057",
    "1e-100, 21.273453560965326",
    "1e-300, 37.0470962993612",
    "0.9, -1.2815515655446006",
    "0.999, -3.090232306167813",
  })
  void upperTailQuantileIsGoodTo14Decimals(double tail, double expected) {
    assertEquals(
        expected, NormalDistribution.upperTailQuantile(tail), 1e-14, () -> "of tail " + tail);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
  void aTailOutside0To1IsRefused(double tail) {
    assertThrows(IllegalArgumentException.class, () -> NormalDistribution.upperTailQuantile(tail));
  }
}
