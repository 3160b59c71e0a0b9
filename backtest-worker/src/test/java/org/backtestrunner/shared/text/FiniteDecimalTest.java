package org.backtestrunner.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiniteDecimalTest {
  private static final int NUMBERS = 200_000;

  private static double parse(String text) {
    byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
    return FiniteDecimal.parse(bytes, 1, bytes.length - 1);
  }

  private static String digits(Random random, int most) {
    StringBuilder digits = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }

  private static void assertNearest(String text) {
    assertEquals(
        Double.doubleToLongBits(new BigDecimal(text).doubleValue() + 0.0),
        Double.doubleToLongBits(parse(text) + 0.0),
        text);
  }

  @Test
  void theNearestDoubleIsFoundForTextsOfAnyLength() {
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      int most = i % 3 == 0 ? 40 : 10;
      String text = random.nextInt(3) == 0 ? "-" : random.nextInt(3) == 0 ? "+" : "";
      String whole = digits(random, most);
      String fraction = digits(random, most);
      text += whole.isEmpty() && fraction.isEmpty() ? "0" : whole;
      text += fraction.isEmpty() && random.nextBoolean() ? "" : "." + fraction;
      if (random.nextInt(4) == 0) {
        text += (random.nextBoolean() ? "e" : "E") + (random.nextInt(500) - 250);
      }
      double expected = new BigDecimal(text).doubleValue();
      if (Double.isInfinite(expected)) {
        assertEquals(Double.NaN, parse(text), text);
      } else {
        assertNearest(text);
      }
    }
  }

  @Test
  void everyDoubleComesBackFromItsExactDecimals() {
    Random random = new Random(2);
    for (int i = 0; i < 3_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertEquals(value, parse(Double.toString(value)));
        assertEquals(value, parse(new BigDecimal(value).toPlainString()));
      }
    }
  }

  private static void assertAsByTheJdk(String text) {
    assertEquals(Double.parseDouble(text), parse(text), text);
  }

  @Test
  void everyDoubleAsItIsPrintedIsReadBack() {
    Random random = new Random(1);
    for (int i = 0; i < NUMBERS; i++) {
      double money = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 3);
      assertAsByTheJdk(Double.toString(money));
      assertAsByTheJdk(new BigDecimal(money).toPlainString());
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
      assertAsByTheJdk(text.toString());
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
      assertAsByTheJdk(middle.toPlainString());
      // One digit more or less than 18 decides between ways of reading.
      assertAsByTheJdk(middle.round(new MathContext(18)).toPlainString());
      assertAsByTheJdk(middle.round(new MathContext(17)).toPlainString());
    }
  }

  /** Where one rounding more would give a neighbour. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "9007199254740995",
        "900719925474099.1",
        "0.9007199254740993",
        "1.00000000000000011102230246251565",
        "1.00000000000000011102230246251566",
        "2.2250738585072012e-308",
        "2.2250738585072011e-308",
        "4.9e-324",
        "1.7976931348623157e308",
        "0.1",
        "0.00000000000000000000001",
        "0.000000000000000000000123",
        "123456789012345678",
        "1234567890123456789",
        "000000000000000000000000001.5",
        "8.5",
        "1e22",
        "1e23",
        "9007199254740993",
        "999999999999999999",
        "1000000000000000000",
        "0.000000000000000000000000001",
        "123456789012345678.9",
        "4.9E-324",
        "1.7976931348623157E308"
      })
  void hardCasesAreRoundedOnce(String text) {
    assertNearest(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "-",
        ".",
        "+.",
        "e5",
        ".e5",
        "1e",
        "1e+",
        "1e5.5",
        "1.2.3",
        "1,5",
        " 1",
        "1 ",
        "1d",
        "1D",
        "1f",
        "1L",
        "0x10",
        "0x1p3",
        "NaN",
        "nan",
        "Infinity",
        "-Infinity",
        "inf",
        "1e400",
        "-1e400",
        "1_000",
        "\u0661",
        "\u00bd",
        "--1",
        "+-1",
        "1-",
        "1e5d",
        "1\0"
      })
  void whatIsNoFiniteDecimalNumberIsRefused(String text) {
    assertEquals(Double.NaN, parse(text));
  }

  @Test
  void signsPointsAndExponentsMayStandWhereTheyDoInOtherPrograms() {
    assertEquals(1.5, parse("+1.5"));
    assertEquals(1000, parse("1e3"));
    assertEquals(0.5, parse(".5"));
    assertEquals(5, parse("5."));
    assertEquals(0.05, parse("5.E-2"));
    assertEquals(0, parse("1e-400"));
    assertEquals(7, parse("0007"));
    assertEquals(Double.doubleToLongBits(-0.0), Double.doubleToLongBits(parse("-0")));
  }
}
