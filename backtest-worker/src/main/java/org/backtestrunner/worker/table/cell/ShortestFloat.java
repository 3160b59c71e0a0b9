package org.backtestrunner.worker.table.cell;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.backtestrunner.shared.text.FiniteDecimal;

/** Takes a float for the decimal that was meant by it. */
public final class ShortestFloat {
  /** Nine tell any two floats apart; the tenth makes up for a logarithm that is off by one. */
  private static final int MAXIMUM_DIGITS = 10;

  private ShortestFloat() {}

  /**
   * The double nearest to the decimal of fewest digits that reads as this float: 0.1 for 0.1f,
   * whose own value is 0.10000000149. {@code Float.toString} is not used, since JDKs before 19
   * print too many digits for some.
   */
  public static double decimal(float value) {
    double exact = value;
    if (value == 0 || !Float.isFinite(value)) {
      return exact;
    }
    int exponent = (int) Math.floor(Math.log10(Math.abs(exact)));
    double rounded = exact;
    for (int digits = 1; digits <= MAXIMUM_DIGITS; digits++) {
      rounded = rounded(exact, digits - 1 - exponent);
      if ((float) rounded == value) {
        break;
      }
    }
    return rounded;
  }

  private static double rounded(double value, int decimals) {
    // An integer of ten digits and a power of ten up to 10^22 are exact, so that their quotient is
    // the double nearest to the decimal.
    if (decimals >= 0 && decimals <= FiniteDecimal.HIGHEST_EXACT_POWER) {
      double power = FiniteDecimal.powerOfTen(decimals);
      return Math.rint(value * power) / power;
    }
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
  }
}
