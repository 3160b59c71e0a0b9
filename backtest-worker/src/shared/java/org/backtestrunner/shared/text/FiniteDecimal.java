package org.backtestrunner.shared.text;

import java.nio.charset.StandardCharsets;

/**
 * Reads finite decimal numbers from bytes: what {@link Double#parseDouble} gives, several times
 * faster.
 */
public final class FiniteDecimal {
  /** Of the powers of ten that are doubles. */
  public static final int HIGHEST_EXACT_POWER = 22;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final int DIGITS_OF_A_LONG = 18;
  private static final long EXACT_IN_A_DOUBLE = 1L << 53;
  private static final long FRACTION_BITS = (1L << 52) - 1;

  /** Half a unit in the last place, less than the rounding of an error term can hide. */
  private static final double SURELY_NEAREST = 0.499;

  private FiniteDecimal() {}

  /**
   * @param exponent from 0 to {@link #HIGHEST_EXACT_POWER}
   */
  public static double powerOfTen(int exponent) {
    return POWERS_OF_TEN[exponent];
  }

  /**
   * The double nearest to the number in {@code bytes[from, to)}: a sign or none, digits with at
   * most one point, an exponent or none.
   *
   * @return NaN where the text is no such number, or one beyond the doubles
   */
  public static double parse(byte[] bytes, int from, int to) {
    int i = from;
    boolean negative = false;
    if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
      negative = bytes[i] == '-';
      i++;
    }
    long number = 0;
    int significant = 0;
    int digits = 0;
    int decimals = 0;
    boolean afterPoint = false;
    for (; i < to; i++) {
      byte b = bytes[i];
      if (b >= '0' && b <= '9') {
        digits++;
        if (significant > 0 || b != '0') {
          significant++;
        }
        if (significant <= DIGITS_OF_A_LONG) {
          number = number * 10 + (b - '0');
        }
        if (afterPoint) {
          decimals++;
        }
      } else if (b == '.' && !afterPoint) {
        afterPoint = true;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return Double.NaN;
    }
    if (i == to && significant <= DIGITS_OF_A_LONG && decimals <= HIGHEST_EXACT_POWER) {
      double value = quotient(number, POWERS_OF_TEN[decimals]);
      if (!Double.isNaN(value)) {
        return negative ? -value : value;
      }
    }
    return slow(bytes, from, to, i);
  }

  /**
   * The double nearest to {@code number / power}; NaN where it cannot be told which one that is.
   *
   * @param power an exact power of ten
   */
  private static double quotient(long number, double power) {
    if (number < EXACT_IN_A_DOUBLE) {
      // Two exact doubles, so that the division alone rounds (Clinger 1990).
      return number / power;
    }
    double high = number;
    double low = number - (long) high;
    double estimate = high / power;
    // The remainder of a division is a double, and a fused operation gives it without rounding.
    double correction = (Math.fma(-estimate, power, high) + low) / power;
    double value = estimate + correction;
    double error = correction - (value - estimate);
    boolean isNearest = Math.abs(error) < SURELY_NEAREST * Math.ulp(value);
    // Below a power of two the doubles lie twice as dense.
    boolean isPowerOfTwo = (Double.doubleToRawLongBits(value) & FRACTION_BITS) == 0;
    return isNearest && !isPowerOfTwo ? value : Double.NaN;
  }

  private static double slow(byte[] bytes, int from, int to, int endOfDigits) {
    if (endOfDigits < to && !isExponent(bytes, endOfDigits, to)) {
      return Double.NaN;
    }
    double value =
        Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  private static boolean isExponent(byte[] bytes, int from, int to) {
    int i = from;
    if (bytes[i] != 'e' && bytes[i] != 'E') {
      return false;
    }
    i++;
    if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
      i++;
    }
    if (i == to) {
      return false;
    }
    for (; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
