package org.backtestrunner.orchestrator.config.axis;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.DecimalText;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/** Ranges of numbers, in exact decimal arithmetic. */
final class NumberRange {
  /** A number is read as a double, which has 17. */
  private static final int MOST_DIGITS = 100;

  /** No double has more before or after the point. */
  private static final int LONGEST_SCALE = 400;

  private NumberRange() {}

  /**
   * A number of a range.
   *
   * @throws InvalidValueException if the text is not one
   */
  static BigDecimal number(String key, String text) throws InvalidValueException {
    if (!DecimalText.isDecimal(text)) {
      throw new InvalidValueException(
          key + " must be a decimal number, not " + Problem.quote(text));
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException beyondAllExponents) {
      throw new InvalidValueException(key + " has too many digits: " + Problem.cut(text));
    }
    if (Math.abs((long) number.scale()) > LONGEST_SCALE || number.precision() > LONGEST_SCALE) {
      throw new InvalidValueException(key + " has too many digits: " + Problem.cut(text));
    }
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /**
   * From, from + step, … up to and including to.
   *
   * @return texts of equally many decimals
   */
  static List<String> linear(BigDecimal from, BigDecimal to, BigDecimal step)
      throws InvalidValueException {
    if (step.signum() <= 0) {
      throw new InvalidValueException("step must be above 0, not " + step.toPlainString());
    }
    requireBelow(from, to);
    BigInteger steps = to.subtract(from).divide(step, 0, RoundingMode.FLOOR).toBigIntegerExact();
    BigInteger values = steps.add(BigInteger.ONE);
    if (values.compareTo(BigInteger.valueOf(Axis.MOST_POINTS)) > 0) {
      throw tooMany(values);
    }
    List<String> texts = new ArrayList<>();
    BigDecimal last = from;
    for (int k = 0; k <= steps.intValueExact(); k++) {
      last = from.add(step.multiply(BigDecimal.valueOf(k)));
      texts.add(last.toPlainString());
    }
    if (last.compareTo(to) != 0) {
      throw notHit(text(from) + " by " + text(step), text(to), text(last), "step");
    }
    return texts;
  }

  /**
   * From, from x times, … up to and including to.
   *
   * @return texts without trailing zeros
   */
  static List<String> geometric(BigDecimal from, BigDecimal to, BigDecimal times)
      throws InvalidValueException {
    if (from.signum() <= 0) {
      throw new InvalidValueException("a range by times starts above 0, not at " + text(from));
    }
    if (times.compareTo(BigDecimal.ONE) <= 0) {
      throw new InvalidValueException("times must be above 1, not " + text(times));
    }
    requireBelow(from, to);
    List<String> texts = new ArrayList<>();
    BigDecimal last = from;
    for (BigDecimal next = from; next.compareTo(to) <= 0; next = next.multiply(times)) {
      last = next.stripTrailingZeros();
      if (last.precision() > MOST_DIGITS) {
        throw new InvalidValueException(
            "the values of the range have more than "
                + MOST_DIGITS
                + " digits; write rounder ones");
      }
      texts.add(text(last));
    }
    if (last.compareTo(to) != 0) {
      throw notHit(text(from) + " times " + text(times), text(to), text(last), "times");
    }
    return texts;
  }

  private static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static void requireBelow(BigDecimal from, BigDecimal to) throws InvalidValueException {
    if (from.compareTo(to) >= 0) {
      throw new InvalidValueException(
          "from " + from.toPlainString() + " is not below to " + to.toPlainString());
    }
  }

  static InvalidValueException tooMany(Number values) {
    return new InvalidValueException(
        "the range has %s values, more than an axis may have (%d)"
            .formatted(values, Axis.MOST_POINTS));
  }

  /**
   * A range that passes over its end.
   *
   * @param range its beginning and its step
   */
  static InvalidValueException notHit(String range, String to, String last, String key) {
    return new InvalidValueException(
        "the range from %s does not end at %s but at %s; write to: %3$s, or another %s"
            .formatted(range, to, last, key));
  }
}
