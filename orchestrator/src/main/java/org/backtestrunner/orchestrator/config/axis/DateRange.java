package org.backtestrunner.orchestrator.config.axis;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/** Ranges of dates. */
final class DateRange {
  private static final Pattern STEP = Pattern.compile("([0-9]{1,6})([dwmy])");

  private DateRange() {}

  /**
   * From, from + step, … up to and including to; each counted from the first, a month cut to its
   * last day: two months after 31 December is 28 or 29 February, four months 30 April.
   *
   * @param from a date
   * @param to another
   * @param step such as {@code 10d}, {@code 2w}, {@code 3m}, {@code 1y}
   */
  static List<String> of(String from, String to, String step) throws InvalidValueException {
    Matcher length = STEP.matcher(step);
    if (!length.matches() || Long.parseLong(length.group(1)) == 0) {
      throw new InvalidValueException(
          "step must be a length of time such as 10d, 2w, 3m or 1y, not " + Problem.quote(step));
    }
    LocalDate first = LocalDate.parse(from);
    LocalDate end = LocalDate.parse(to);
    if (!first.isBefore(end)) {
      throw new InvalidValueException("from " + from + " is not below to " + to);
    }
    long count = Long.parseLong(length.group(1));
    ChronoUnit unit = unit(length.group(2));
    long most = unit.between(first, end) / count + 2;
    if (most > Axis.MOST_POINTS + 1) {
      throw NumberRange.tooMany(most - 1);
    }
    List<String> texts = new ArrayList<>();
    LocalDate last = first;
    for (long k = 0; k < most; k++) {
      LocalDate next = plus(first, k * count, unit);
      if (next.isAfter(end)) {
        break;
      }
      last = next;
      texts.add(last.toString());
    }
    if (!last.equals(end)) {
      throw NumberRange.notHit(from + " by " + step, to, last.toString(), "step");
    }
    return texts;
  }

  private static LocalDate plus(LocalDate first, long count, ChronoUnit unit) {
    try {
      return first.plus(count, unit);
    } catch (DateTimeException beyondAllYears) {
      return LocalDate.MAX;
    }
  }

  private static ChronoUnit unit(String letter) {
    return switch (letter) {
      case "d" -> ChronoUnit.DAYS;
      case "w" -> ChronoUnit.WEEKS;
      case "m" -> ChronoUnit.MONTHS;
      default -> ChronoUnit.YEARS;
    };
  }
}
