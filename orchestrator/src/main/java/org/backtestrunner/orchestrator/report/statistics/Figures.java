package org.backtestrunner.orchestrator.report.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Numbers as people read them: ratios with two decimals, shares in percent with one, a minus sign
 * that is one, a dash for what is undefined, and never a negative zero.
 */
public final class Figures {
  private static final int RATIO_DECIMALS = 2;
  private static final int PERCENT_DECIMALS = 1;
  public static final String UNDEFINED = "\u2013";

  private Figures() {}

  public static String ratio(double value) {
    return fixed(value, RATIO_DECIMALS);
  }

  public static String ratio(OptionalDouble value) {
    return value.isPresent() ? ratio(value.getAsDouble()) : UNDEFINED;
  }

  /** With a plus sign where it is above 0. */
  public static String difference(double value) {
    String text = ratio(value);
    return value > 0 && !text.equals("0.00") ? "+" + text : text;
  }

  /** A share of 1 in percent. */
  public static String percent(double share) {
    return fixed(100 * share, PERCENT_DECIMALS) + " %";
  }

  public static String percent(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : UNDEFINED;
  }

  public static String whole(double value) {
    return fixed(value, 0);
  }

  /** A count, with commas between thousands. */
  public static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** With so many decimals. */
  public static String fixed(double value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.toPlainString().replace('-', '\u2212');
  }
}
