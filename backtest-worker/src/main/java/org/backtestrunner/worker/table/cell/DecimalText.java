package org.backtestrunner.worker.table.cell;

import java.nio.charset.StandardCharsets;

/** Reads finite decimal numbers from bytes. */
public final class DecimalText {
  /** Those that are exact. */
  static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final long EXACT_IN_A_DOUBLE = 1L << 53;
  private static final int MAXIMUM_DIGITS_OF_A_LONG = 18;

  private DecimalText() {}

  /**
   * The double nearest to the decimal number in {@code bytes[from, to)}.
   *
   * @return NaN where the text is not a finite decimal number: the text {@code NaN} is none either
   */
  public static double parse(byte[] bytes, int from, int to) {
    int i = from;
    boolean negative = false;
    if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
      negative = bytes[i] == '-';
      i++;
    }
    long mantissa = 0;
    int significant = 0;
    int digits = 0;
    int fraction = 0;
    boolean afterPoint = false;
    for (; i < to; i++) {
      byte b = bytes[i];
      if (b >= '0' && b <= '9') {
        digits++;
        if (significant > 0 || b != '0') {
          significant++;
        }
        if (significant <= MAXIMUM_DIGITS_OF_A_LONG) {
          mantissa = mantissa * 10 + (b - '0');
        }
        if (afterPoint) {
          fraction++;
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
    // A mantissa below 2^53 and a power of ten up to 10^22 are exact doubles, so that one division
    // rounds once: the result is the nearest double (Clinger 1990).
    if (i == to && significant <= MAXIMUM_DIGITS_OF_A_LONG && mantissa < EXACT_IN_A_DOUBLE) {
      if (fraction < POWERS_OF_TEN.length) {
        double value = mantissa / POWERS_OF_TEN[fraction];
        return negative ? -value : value;
      }
    }
    return slow(bytes, from, to, i);
  }

  private static double slow(byte[] bytes, int from, int to, int endOfMantissa) {
    if (endOfMantissa < to && !isExponent(bytes, endOfMantissa, to)) {
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

  /** Whether a byte is white space at the edge of a cell, which does not count. */
  public static boolean isBlank(byte b) {
    return b >= 0 && b <= ' ';
  }
}
