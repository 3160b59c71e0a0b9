package org.backtestrunner.orchestrator.config.parameter;

import java.math.BigDecimal;

/**
 * What must hold between two parameters of a run whose strategy uses both, as the worker declares
 * it. Values are in their normalised spelling.
 */
sealed interface Rule {
  /** The name of a parameter. */
  String first();

  /** The name of another one. */
  String second();

  /** What stands between the two values in a sentence about values that break the rule. */
  String words();

  boolean isBrokenBy(String firstValue, String secondValue);

  /** What holds of the runs that keep it, in the language of conditions. */
  String condition();

  /** The first date is not after the second. */
  record NotAfter(String first, String second, String words) implements Rule {
    @Override
    public boolean isBrokenBy(String firstValue, String secondValue) {
      return firstValue.compareTo(secondValue) > 0;
    }

    @Override
    public String condition() {
      return first + " <= " + second;
    }
  }

  /** The first number is less than the second. */
  record Less(String first, String second, String words) implements Rule {
    @Override
    public boolean isBrokenBy(String firstValue, String secondValue) {
      return new BigDecimal(firstValue).compareTo(new BigDecimal(secondValue)) >= 0;
    }

    @Override
    public String condition() {
      return first + " < " + second;
    }
  }

  /** Of two values at most one. */
  record Exclude(
      String first, String excludedFirst, String second, String excludedSecond, String words)
      implements Rule {
    @Override
    public boolean isBrokenBy(String firstValue, String secondValue) {
      return firstValue.equals(excludedFirst) && secondValue.equals(excludedSecond);
    }

    @Override
    public String condition() {
      return first
          + " != "
          + literal(excludedFirst)
          + " or "
          + second
          + " != "
          + literal(excludedSecond);
    }

    /** Numbers stand without quotes; no text that is excluded looks like one. */
    private static String literal(String value) {
      return DecimalText.isDecimal(value) ? value : "'" + value + "'";
    }
  }
}
