package org.backtestrunner.orchestrator.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.Problem;

/** Reads lengths of time: {@code 90s}, {@code 5m}, {@code 1h}, {@code 500ms}, or plain seconds. */
public final class DurationText {
  public static final Pattern TEXT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(ms|s|m|h)?");
  public static final Duration LONGEST = Duration.ofDays(30);

  private DurationText() {}

  /**
   * Reads a positive length of at most 30 days.
   *
   * @throws IllegalArgumentException with the end of a sentence that begins with what it is for
   */
  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be a length of time like 90s, 5m, 1h or plain seconds, not " + Problem.quote(text));
    }
    BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(millisIn(matcher.group(2)));
    Duration duration = Duration.ofMillis(millis.longValue());
    if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "must be longer than 0 and at most 30 days, not " + Problem.quote(text));
    }
    return duration;
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
