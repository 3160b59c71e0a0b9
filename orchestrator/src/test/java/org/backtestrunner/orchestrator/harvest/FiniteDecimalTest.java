package org.backtestrunner.orchestrator.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the JDK's own reading of numbers. */
class FiniteDecimalTest {
  private static final int NUMBERS = 200_000;

  @Test
  void everyDoubleAsItIsPrintedIsReadBack() {
    Random random = new Random(1);
    for (int i = 0; i < NUMBERS; i++) {
      double money = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 3);
      assertSame(Double.toString(money));
      assertSame(new BigDecimal(money).toPlainString());
    }
  }

  @Test
  void anyDigitsGiveTheNearestDouble() {
    Random random = new Random(2);
    for (int i = 0; i < NUMBERS; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
      int length = 1 + random.nextInt(22);
      int point = random.nextInt(length + 1);
      for (int digit = 0; digit < length; digit++) {
        text.append(digit == point ? "." : "").append(random.nextInt(10));
      }
      assertSame(text.toString());
    }
  }

  @Test
  void numbersInTheMiddleOfTwoDoublesAreRoundedToTheEvenOne() {
    Random random = new Random(3);
    for (int i = 0; i < NUMBERS; i++) {
      double value = random.nextInt(1 << 20) / 16.0;
      BigDecimal middle =
          new BigDecimal(value)
              .add(new BigDecimal(Math.nextUp(value)))
              .divide(BigDecimal.valueOf(2));
      assertSame(middle.toPlainString());
      // One digit more or less than 18 decides between ways of reading.
      assertSame(middle.round(new MathContext(18)).toPlainString());
      assertSame(middle.round(new MathContext(17)).toPlainString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "0.0",
        "1.",
        ".5",
        "007",
        "1e5",
        "-2.5E-3",
        "9007199254740993",
        "999999999999999999",
        "1000000000000000000",
        "0.000000000000000000000000001",
        "123456789012345678.9",
        "+1.5",
        " 1.5 ",
        "4.9E-324",
        "1.7976931348623157E308"
      })
  void otherSpellingsAreReadAsByTheJdk(String text) {
    assertSame(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "-", "-.", "1.2.3", "1,5", "NaN", "Infinity", "1e999", "ten", "1 2", "é"})
  void whatIsNoFiniteNumberIsNaN(String text) {
    assertTrue(Double.isNaN(parse(text)), text);
  }

  private static void assertSame(String text) {
    assertEquals(Double.parseDouble(text), parse(text), text);
  }

  private static double parse(String text) {
    byte[] bytes = (",,," + text + ",1").getBytes(StandardCharsets.UTF_8);
    return FiniteDecimal.parse(bytes, 3, bytes.length - 2);
  }
}
