package org.backtestrunner.orchestrator.config.parameter;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An interval of numbers; an absent end is infinite.
 *
 * @param lowIncluded whether {@code low} itself is allowed
 * @param highIncluded whether {@code high} itself is allowed
 */
public record Range(
    Optional<BigDecimal> low,
    boolean lowIncluded,
    Optional<BigDecimal> high,
    boolean highIncluded) {

  private static final Pattern INTERVAL =
      Pattern.compile("([\\[(])\\s*(\\S+)\\s*,\\s*(\\S+)\\s*([\\])])");

  /**
   * Reads interval notation: {@code [0, 0.5]}, {@code (0, inf)}.
   *
   * @throws IllegalArgumentException if the text is not one
   */
  static Range parse(String text) {
    Matcher matcher = INTERVAL.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an interval: " + text);
    }
    return new Range(
        bound(matcher.group(2), "-inf"),
        matcher.group(1).equals("["),
        bound(matcher.group(3), "inf"),
        matcher.group(4).equals("]"));
  }

  private static Optional<BigDecimal> bound(String text, String infinite) {
    return text.equals(infinite) ? Optional.empty() : Optional.of(new BigDecimal(text));
  }

  /** Whether the number lies in the interval. */
  public boolean contains(BigDecimal number) {
    int least = lowIncluded ? 0 : 1;
    int most = highIncluded ? 0 : -1;
    return low.map(bound -> number.compareTo(bound) >= least).orElse(true)
        && high.map(bound -> number.compareTo(bound) <= most).orElse(true);
  }

  /** Interval notation. */
  @Override
  public String toString() {
    return (lowIncluded ? "[" : "(")
        + low.map(BigDecimal::toPlainString).orElse("-inf")
        + ", "
        + high.map(BigDecimal::toPlainString).orElse("inf")
        + (highIncluded ? "]" : ")");
  }
}
