package org.backtestrunner.orchestrator.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.backtestrunner.shared.text.FiniteDecimal;

/** Numbers as tables print them: half-even of the exact binary value, never {@code -0}. */
public final class Rounding {
  private static final int MILLISECOND_DIGITS = 3;

  private static final int MOST_FAST_DECIMALS = 6;

  /** Below it, a million units are counted without a fault. */
  private static final double LARGEST_FAST = 1e9;

  /** Not quite half a unit. */
  private static final double SURELY_NEAREST = 0.499999;

  private Rounding() {}

  public static String fixed(double value, int decimals) {
    if (decimals <= MOST_FAST_DECIMALS && Math.abs(value) < LARGEST_FAST) {
      double power = FiniteDecimal.powerOfTen(decimals);
      double nearest = Math.rint(value * power);
      // The fused operation rounds once, so that a value halfway between two is seen for sure.
      if (Math.abs(Math.fma(value, power, -nearest)) < SURELY_NEAREST) {
        return fixed((long) nearest, (long) power, decimals);
      }
    }
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String fixed(long units, long power, int decimals) {
    StringBuilder text = new StringBuilder();
    if (units < 0) {
      text.append('-');
    }
    text.append(Math.abs(units) / power);
    if (decimals > 0) {
      // The one before the decimals stands for their leading zeros, and gives way to the point.
      int point = text.length();
      text.append(power + Math.abs(units) % power).setCharAt(point, '.');
    }
    return text.toString();
  }

  /** Seconds to the millisecond. */
  public static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), MILLISECOND_DIGITS).toPlainString();
  }
}
