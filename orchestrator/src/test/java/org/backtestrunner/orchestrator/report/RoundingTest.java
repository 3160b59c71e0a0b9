package org.backtestrunner.orchestrator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {
  private static final int NUMBERS = 20_000;

  /** A binary value halfway between two decimals goes to the even one; 1.005 lies below halfway. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0, 0",
    "1.5, 0, 2",
    "0.125, 2, 0.12",
    "0.375, 2, 0.38",
    "-0.125, 2, -0.12",
    "1.005, 2, 1.00",
    "-0.0, 3, 0.000",
    "-0.0004, 3, 0.000",
    "0.9996, 3, 1.000",
    "-12.3456, 2, -12.35",
    "104555.43834137634, 2, 104555.44",
    "123456789012345.678, 2, 123456789012345.67",
    "1e22, 1, 10000000000000000000000.0",
    "0.00000000051, 9, 0.000000001"
  })
  void aNumberIsRoundedHalfEven(double value, int decimals, String expected) {
    assertEquals(expected, Rounding.fixed(value, decimals));
  }

  @Test
  void everyNumberIsPrintedAsExactArithmeticHasIt() {
    Random random = new Random(5);
    for (int i = 0; i < NUMBERS; i++) {
      double magnitude = Math.pow(10, random.nextInt(-8, 14));
      int decimals = random.nextInt(0, 9);
      assertExact(random.nextGaussian() * magnitude, decimals);
      // Halfway, and its neighbours.
      double half = (random.nextInt(1 << 20) + 0.5) / Math.pow(10, decimals);
      assertExact(half, decimals);
      assertExact(Math.nextUp(half), decimals);
      assertExact(-Math.nextDown(half), decimals);
    }
  }

  private static void assertExact(double value, int decimals) {
    String exact = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    assertEquals(exact, Rounding.fixed(value, decimals), () -> value + " to " + decimals);
  }
}
