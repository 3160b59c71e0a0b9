package org.backtestrunner.orchestrator.config.key;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/**
 * Lengths of time as texts: {@code 90s}, {@code 5m}, {@code 1h}, {@code 500ms}, or plain seconds.
 */
final class DurationText {
  static final Pattern TEXT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(ms|s|m|h)?");
  static final Duration LONGEST = Duration.ofDays(30);

  private DurationText() {}

  /**
   * Reads a positive length of at most 30 days.
   *
   * @throws InvalidValueException with the end of a sentence that begins with what it is for
   */
  static Duration parse(String text) throws InvalidValueException {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidValueException(
          "must be a length of time like 90s, 5m, 1h or plain seconds, not " + Problem.quote(text));
    }
    BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(millisIn(matcher.group(2)));
    Duration duration = Duration.ofMillis(millis.longValue());
    if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new InvalidValueException(
          "must be longer than 0 and at most 30 days, not " + Problem.quote(text));
    }
    return duration;
  }

  /** The shortest text in seconds or milliseconds: {@code 90s}. */
  static String of(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  private static BigDecimal millisIn(String unit) {
    return BigDecimal.valueOf(
        switch (unit == null ? "s" : unit) {
          case "ms" -> 1;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> 1_000;
        });
  }
}
