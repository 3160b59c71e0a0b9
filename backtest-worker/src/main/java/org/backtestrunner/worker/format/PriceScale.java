package org.backtestrunner.worker.format;

import java.math.BigDecimal;

/**
 * What is done to open, high, low and close as they are written.
 *
 * @param factor multiplied by
 * @param divisor divided by: a power of ten where the factor is a negative one, which is exact
 * @param absolute whether the sign is left out
 */
public record PriceScale(double factor, double divisor, boolean absolute) {
  public static final PriceScale NONE = new PriceScale(1, 1, false);

  static PriceScale of(BigDecimal factor, boolean absolute) {
    BigDecimal plain = factor.stripTrailingZeros();
    if (factor.compareTo(BigDecimal.ONE) == 0 && !absolute) {
      return NONE;
    }
    boolean tenth = plain.unscaledValue().equals(java.math.BigInteger.ONE) && plain.scale() > 0;
    return tenth
        ? new PriceScale(1, BigDecimal.TEN.pow(plain.scale()).doubleValue(), absolute)
        : new PriceScale(factor.doubleValue(), 1, absolute);
  }

  /** The price that a number means. */
  public double price(double written) {
    if (this == NONE) {
      return written;
    }
    double scaled = written * factor / divisor;
    return absolute ? Math.abs(scaled) : scaled;
  }
}
