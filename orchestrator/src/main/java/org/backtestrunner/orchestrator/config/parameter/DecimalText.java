package org.backtestrunner.orchestrator.config.parameter;

import java.util.regex.Pattern;

/** What is written as a number. */
public final class DecimalText {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

  private DecimalText() {}

  /** Whether the text is a decimal number: digits, at most one point, at most one exponent. */
  public static boolean isDecimal(String text) {
    return DECIMAL.matcher(text).matches();
  }
}
