package org.backtestrunner.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestDecimalTest {
  private final ShortestDecimal decimal = new ShortestDecimal();

  private String print(double value) {
    byte[] bytes = new byte[ShortestDecimal.MAXIMUM_LENGTH];
    return new String(bytes, 0, decimal.write(value, bytes, 0), StandardCharsets.US_ASCII);
  }

  /** The same by brute force: the fewest digits at which rounding parses back. */
  private static BigDecimal shortest(double value) {
    for (int precision = 1; ; precision++) {
      BigDecimal rounded =
          new BigDecimal(value).round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
  }

  // Expected texts are the digits of Python's repr, which is the shortest decimal.
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "100000, 100000",
    "-1.5, -1.5",
    "0.3, 0.3",
    "0.30000000000000004, 0.30000000000000004",
    "2.0E-3, 0.002",
    "1.0E23, 1E23",
    "2.0E22, 2E22",
    "123456789012345680000, 123456789012345680000",
    "1.0E-6, 0.000001",
    "1.5E-7, 1.5E-7",
    "4.9E-324, 5E-324",
    "1.7976931348623157E308, 1.7976931348623157E308",
    "2.2250738585072014E-308, 2.2250738585072014E-308",
    "9007199254740993, 9007199254740992",
    "8.41E21, 8.41E21",
    "9.5367431640625E-7, 9.5367431640625E-7",
    "2.2204460492503131E-16, 2.220446049250313E-16",
    "5.0E-324, 5E-324",
  })
  void printsKnownNumbersAsTheirShortestDecimal(double value, String text) {
    assertEquals(text, print(value));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0, -0.0})
  void printsBothZerosAlike(double zero) {
    assertEquals("0", print(zero));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoNumber(double value) {
    assertThrows(IllegalArgumentException.class, () -> print(value));
  }

  @Test
  void printsRandomBitPatternsAsBruteForceDoes() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value) && value != 0) {
        assertShortest(value);
      }
    }
  }

  @Test
  void printsMoneyLikeNumbersAsBruteForceDoes() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      assertShortest(random.nextGaussian() * StrictMath.pow(10, random.nextInt(12) - 4));
      assertShortest(random.nextInt(10_000_000) / 100.0);
      assertShortest(random.nextInt() * 1e-6);
    }
  }

  @Test
  void everyPowerOfTwoParsesBackAndIsShortest() {
    for (int exponent = -1074; exponent < 1024; exponent++) {
      double value = Math.scalb(1.0, exponent);
      assertEquals(value, Double.parseDouble(print(value)));
      assertShortest(Math.nextUp(value));
      assertShortest(value * 3);
    }
  }

  private void assertShortest(double value) {
    if (value == 0 || Double.isInfinite(value)) {
      return;
    }
    String text = print(value);
    assertEquals(value, Double.parseDouble(text), text);
    assertEquals(0, shortest(value).compareTo(new BigDecimal(text)), text);
  }
}
