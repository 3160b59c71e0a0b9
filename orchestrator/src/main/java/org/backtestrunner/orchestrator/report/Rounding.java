package org.backtestrunner.orchestrator.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers as tables print them: half-even of the exact binary value, never {@code -0}. */
public final class Rounding {
  private static final int MILLISECOND_DIGITS = 3;

  private Rounding() {}

  public static String fixed(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Seconds to the millisecond. */
  public static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), MILLISECOND_DIGITS).toPlainString();
  }
}
