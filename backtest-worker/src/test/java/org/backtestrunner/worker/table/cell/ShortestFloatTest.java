package org.backtestrunner.worker.table.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestFloatTest {
  @ParameterizedTest
  @CsvSource({
    "0.1",
    "123.45",
    "99.99",
    "1e10",
    "3.4028235e38",
    "1e-45",
    "2e-3",
    "16777216",
    "0.3333333",
    // Those of which JDKs before 19 print too many digits.
    "2.2e-44",
    "1.0e23",
    "3.3554432e7",
    "8.41e21",
    "1e-44",
    "2.0e-3"
  })
  void theDecimalThatWasMeantComesBack(String decimal) {
    assertEquals(Double.parseDouble(decimal), ShortestFloat.decimal(Float.parseFloat(decimal)));
    assertEquals(
        -Double.parseDouble(decimal), ShortestFloat.decimal(Float.parseFloat("-" + decimal)));
  }

  @Test
  void pricesInCentsComeBackWhileAFloatTellsThemApart() {
    for (int cents = 1; cents < 10_000_000; cents += 7) {
      assertEquals(cents / 100.0, ShortestFloat.decimal(cents / 100f));
    }
  }

  @Test
  void theNearestDecimalOfFewestDigitsIsTaken() {
    Random random = new Random(5);
    for (int i = 0; i < 200_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (!Float.isFinite(value) || value == 0) {
        continue;
      }
      int digits = 1;
      while (rounded(value, digits).floatValue() != value) {
        digits++;
      }
      assertEquals(rounded(value, digits).doubleValue(), ShortestFloat.decimal(value));
    }
  }

  private static BigDecimal rounded(float value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  @Test
  void whatIsNoNumberStaysSo() {
    assertEquals(Double.NaN, ShortestFloat.decimal(Float.NaN));
    assertEquals(Double.POSITIVE_INFINITY, ShortestFloat.decimal(Float.POSITIVE_INFINITY));
    assertEquals(0.0, ShortestFloat.decimal(0f));
  }
}
