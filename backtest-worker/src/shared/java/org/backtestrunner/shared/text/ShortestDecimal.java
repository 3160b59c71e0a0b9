package org.backtestrunner.shared.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Prints doubles as the shortest decimal that parses back to the same double, and of those the
 * nearest, on every JDK alike ({@link Double#toString} gives other digits before JDK 19).
 *
 * <p>The method is Schubfach (Raffaello Giulietti, "The Schubfach way to render doubles", 2020);
 * the powers of ten that it needs are computed when they are first asked for. Not thread-safe.
 */
public final class ShortestDecimal {
  /** Longest text: sign, 17 digits, point, and 6 leading zeros or an exponent. */
  public static final int MAXIMUM_LENGTH = 32;

  private static final int MINIMUM_K = -324;
  private static final int MAXIMUM_K = 292;
  private static final long MASK_63 = (1L << 63) - 1;
  private static final int MANTISSA_BITS = 52;
  private static final int LOWEST_EXPONENT = -1074;

  /** 5^27 is the last power of 5 below 2^63. */
  private static final int HIGHEST_LONG_POWER_OF_5 = 27;

  private static final int BILLION = 1_000_000_000;

  /** Dividing by 10 is multiplying by 2^35 / 10, rounded up, for every unsigned int. */
  private static final long TENTH = 3_435_973_837L;

  private static final int TENTH_BITS = 35;

  /** Plain digits from 0.000001 to 21 digits before the point, else an exponent. */
  private static final int LOWEST_PLAIN_POINT = -5;

  private static final int HIGHEST_PLAIN_POINT = 21;

  /** Upper and lower 63 bits of each power; upper 0: not yet computed. */
  private final long[] powers = new long[(MAXIMUM_K - MINIMUM_K + 1) * 2];

  private final byte[] digits = new byte[20];

  /**
   * Writes a finite number; -0 is written as 0.
   *
   * @param to has room for {@link #MAXIMUM_LENGTH} bytes
   * @return the position after the last byte
   */
  public int write(double value, byte[] to, int at) {
    int position = at;
    if (value == 0) {
      to[position] = '0';
      return position + 1;
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a finite number: " + value);
    }
    if (value < 0) {
      to[position++] = '-';
    }
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & ((1L << MANTISSA_BITS) - 1);
    int biased = (int) (bits >>> MANTISSA_BITS) & 0x7ff;
    long c = biased == 0 ? fraction : fraction | 1L << MANTISSA_BITS;
    int q = biased == 0 ? LOWEST_EXPONENT : biased + LOWEST_EXPONENT - 1;
    if (q <= 0 && q > -MANTISSA_BITS - 1 && (c & ((1L << -q) - 1)) == 0) {
      return writeDecimal(c >> -q, 0, to, position);
    }
    return shortest(c, q, fraction == 0 && biased > 1, to, position);
  }

  /** The same as text, and without exponent however long that is. */
  public static String plain(double value) {
    byte[] bytes = new byte[MAXIMUM_LENGTH];
    int length = new ShortestDecimal().write(value, bytes, 0);
    String text = new String(bytes, 0, length, StandardCharsets.US_ASCII);
    return text.indexOf('E') < 0 ? text : new BigDecimal(text).toPlainString();
  }

  /** Chooses among the decimals that round to c 2^q. */
  private int shortest(long c, int q, boolean lowerGapIsHalf, byte[] to, int at) {
    long odd = c & 1;
    long scaled = c << 2;
    long scaledUpper = scaled + 2;
    long scaledLower = lowerGapIsHalf ? scaled - 1 : scaled - 2;
    int k = lowerGapIsHalf ? floorLog10ThreeQuartersTimesPowerOf2(q) : floorLog10PowerOf2(q);
    int h = q + floorLog2PowerOf10(-k) + 2;
    int index = (k - MINIMUM_K) * 2;
    if (powers[index] == 0) {
      computePower(k, index);
    }
    long high = powers[index];
    long low = powers[index + 1];
    long middle = roundToOdd(high, low, scaled << h);
    long lower = roundToOdd(high, low, scaledLower << h);
    long upper = roundToOdd(high, low, scaledUpper << h);
    long s = middle >> 2;
    if (s >= 10) {
      long shorterBelow = s / 10 * 10;
      long shorterAbove = shorterBelow + 10;
      boolean belowFits = lower + odd <= shorterBelow << 2;
      boolean aboveFits = (shorterAbove << 2) + odd <= upper;
      if (belowFits != aboveFits) {
        return writeDecimal(belowFits ? shorterBelow : shorterAbove, k, to, at);
      }
    }
    boolean belowFits = lower + odd <= s << 2;
    boolean aboveFits = (s + 1 << 2) + odd <= upper;
    if (belowFits != aboveFits) {
      return writeDecimal(belowFits ? s : s + 1, k, to, at);
    }
    long distance = middle - (s + s + 1 << 1);
    boolean below = distance < 0 || (distance == 0 && (s & 1) == 0);
    return writeDecimal(below ? s : s + 1, k, to, at);
  }

  /** The product's upper part, its last bit set where anything below it is not zero. */
  private static long roundToOdd(long high, long low, long c) {
    long x1 = Math.multiplyHigh(low, c);
    long y0 = high * c;
    long y1 = Math.multiplyHigh(high, c);
    long z = (y0 >>> 1) + x1;
    long w = y1 + (z >>> 63);
    return w | ((z & MASK_63) + MASK_63) >>> 63;
  }

  /** The 126 leading bits of 10^-k, rounded up, as two halves. */
  private void computePower(int k, int index) {
    if (k <= 0 && k >= -HIGHEST_LONG_POWER_OF_5) {
      long power = 1;
      for (int i = k; i < 0; i++) {
        power *= 5;
      }
      powers[index] = power << Long.numberOfLeadingZeros(power) - 1;
      powers[index + 1] = 1;
      return;
    }
    int r = floorLog2PowerOf10(-k) - 125;
    BigInteger numerator = k <= 0 ? BigInteger.TEN.pow(-k) : BigInteger.ONE;
    BigInteger denominator = k <= 0 ? BigInteger.ONE : BigInteger.TEN.pow(k);
    if (r > 0) {
      denominator = denominator.shiftLeft(r);
    } else {
      numerator = numerator.shiftLeft(-r);
    }
    BigInteger power = numerator.divide(denominator).add(BigInteger.ONE);
    powers[index] = power.shiftRight(63).longValueExact();
    powers[index + 1] = power.longValue() & MASK_63;
  }

  private static int floorLog10PowerOf2(int e) {
    return (int) (e * 661_971_961_083L >> 41);
  }

  private static int floorLog10ThreeQuartersTimesPowerOf2(int e) {
    return (int) (e * 661_971_961_083L - 274_743_187_321L >> 41);
  }

  private static int floorLog2PowerOf10(int e) {
    return (int) (e * 913_124_641_741L >> 38);
  }

  /** Writes f 10^k without trailing zeros, with an exponent where plain digits would be long. */
  private int writeDecimal(long f, int k, byte[] to, int at) {
    int length = digits(f);
    int skipped = 0;
    while (digits[skipped] == '0') {
      skipped++;
    }
    // digits[length - 1] is the first digit, digits[skipped] the last one that counts.
    int pointPosition = length + k;
    if (pointPosition > HIGHEST_PLAIN_POINT || pointPosition < LOWEST_PLAIN_POINT) {
      return writeScientific(length, skipped, pointPosition - 1, to, at);
    }
    int position = at;
    if (pointPosition <= 0) {
      to[position++] = '0';
      to[position++] = '.';
      for (int i = pointPosition; i < 0; i++) {
        to[position++] = '0';
      }
      return copyDigits(length - 1, skipped, to, position);
    }
    for (int i = 0; i < pointPosition; i++) {
      int digit = length - 1 - i;
      to[position++] = digit >= 0 ? digits[digit] : (byte) '0';
    }
    if (length - pointPosition > skipped) {
      to[position++] = '.';
      position = copyDigits(length - pointPosition - 1, skipped, to, position);
    }
    return position;
  }

  /**
   * Sets the digits of a number below 10^18, the last one first. A simple compiler makes of each
   * division one of the processor's, which is slow.
   */
  private int digits(long f) {
    if (f < BILLION) {
      return digits((int) f, 0, 0);
    }
    long billions = f / BILLION;
    int length = digits((int) (f - billions * BILLION), 0, 9);
    return digits((int) billions, length, 0);
  }

  /** Sets at least so many digits from a place on, and gives the place after them. */
  private int digits(int value, int from, int atLeast) {
    int rest = value;
    int length = from;
    while (rest > 0 || length < from + atLeast) {
      int tenth = (int) (rest * TENTH >>> TENTH_BITS);
      digits[length++] = (byte) ('0' + (rest - tenth * 10));
      rest = tenth;
    }
    return length;
  }

  private int copyDigits(int from, int last, byte[] to, int at) {
    int position = at;
    for (int digit = from; digit >= last; digit--) {
      to[position++] = digits[digit];
    }
    return position;
  }

  private int writeScientific(int length, int skipped, int exponent, byte[] to, int at) {
    int position = at;
    to[position++] = digits[length - 1];
    if (length - 1 > skipped) {
      to[position++] = '.';
      position = copyDigits(length - 2, skipped, to, position);
    }
    to[position++] = 'E';
    for (byte b : Integer.toString(exponent).getBytes(StandardCharsets.US_ASCII)) {
      to[position++] = b;
    }
    return position;
  }
}
