package org.backtestrunner.orchestrator.config.walkforward;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/**
 * The length of a window: {@code 90d}, {@code 2w}, {@code 6m} or {@code 3y} of the calendar, or
 * {@code 756b} bars.
 *
 * @param count at least 1
 */
public record WindowLength(int count, Unit unit) {
  static final Pattern TEXT = Pattern.compile("([0-9]{1,6})([dwmyb])");

  /** What lengths are counted in. */
  public enum Unit {
    DAYS(252.0 / 365),
    WEEKS(252.0 / 52),
    MONTHS(21),
    YEARS(252),
    BARS(Double.NaN);

    private final double tradingDays;

    Unit(double tradingDays) {
      this.tradingDays = tradingDays;
    }

    /** As in a sentence, and with the letter of a length first. */
    String words() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Unit of(String letter) {
      return Stream.of(values())
          .filter(unit -> unit.words().startsWith(letter))
          .findFirst()
          .orElseThrow();
    }

    private ChronoUnit ofCalendar() {
      return switch (this) {
        case DAYS -> ChronoUnit.DAYS;
        case WEEKS -> ChronoUnit.WEEKS;
        case MONTHS -> ChronoUnit.MONTHS;
        case YEARS -> ChronoUnit.YEARS;
        case BARS -> throw new IllegalStateException("bars have no dates");
      };
    }
  }

  /**
   * @throws InvalidValueException with the end of a sentence that begins with the key
   */
  static WindowLength parse(String text) throws InvalidValueException {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
      throw new InvalidValueException("must be a length such as 90d, 2w, 6m, 3y or 756b");
    }
    return new WindowLength(Integer.parseInt(matcher.group(1)), Unit.of(matcher.group(2)));
  }

  public boolean isInBars() {
    return unit == Unit.BARS;
  }

  /** The date so many times this length after another, a month cut to its last day. */
  public LocalDate after(LocalDate date, int times) {
    try {
      return date.plus((long) count * times, unit.ofCalendar());
    } catch (DateTimeException beyondAllYears) {
      return LocalDate.MAX;
    }
  }

  /** The date of this length before another. */
  public LocalDate before(LocalDate date) {
    try {
      return date.minus(count, unit.ofCalendar());
    } catch (DateTimeException beforeAllYears) {
      return LocalDate.MIN;
    }
  }

  /** About how many bars it has where a year has 252 days. */
  public double bars(double barsPerDay) {
    return isInBars() ? count : count * unit.tradingDays * barsPerDay;
  }

  /** As it is written. */
  @Override
  public String toString() {
    return count + unit.words().substring(0, 1);
  }
}
