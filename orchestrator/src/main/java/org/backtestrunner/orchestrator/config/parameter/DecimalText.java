package org.backtestrunner.orchestrator.config.parameter;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Numbers as text, one text for each number. */
public final class DecimalText {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");
  private static final long SIGNIFICAND = (1L << 52) - 1;
  private static final int ENOUGH_DIGITS = 17;

  private DecimalText() {}

  /** Whether the text is a decimal number: digits, at most one point, at most one exponent. */
  static boolean isDecimal(String text) {
    return DECIMAL.matcher(text).matches();
  }

  /**
   * The shortest decimal that parses back to the value, of several the closest to it; without
   * exponent, trailing zeros, or a sign of zero. {@link Double#toString} is no help: its digits
   * differ between Java releases.
   */
  static String shortest(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < ENOUGH_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (!parsesTo(value, rounded) && (Double.doubleToLongBits(value) & SIGNIFICAND) == 0) {
        // Below a power of two the doubles lie twice as dense, so the farther neighbour may serve.
        rounded = exact.round(new MathContext(digits, RoundingMode.UP));
      }
      if (parsesTo(value, rounded)) {
        return plain(rounded);
      }
    }
    return plain(exact.round(new MathContext(ENOUGH_DIGITS, RoundingMode.HALF_EVEN)));
  }

  private static boolean parsesTo(double value, BigDecimal decimal) {
    return Double.parseDouble(decimal.toString()) == value;
  }

  /** All digits, without exponent or trailing zeros. */
  static String plain(BigDecimal decimal) {
    return decimal.stripTrailingZeros().toPlainString();
  }
}
