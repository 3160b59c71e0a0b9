package org.backtestrunner.orchestrator.config.parameter;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.shared.text.ShortestDecimal;

/**
 * One parameter of a run, as the worker declares it.
 *
 * @param name underscored; the worker's option is the same with dashes
 * @param choices the words allowed for {@link ParameterType#CHOICE}; for {@link ParameterType#FILE}
 *     the names that stand for files of the worker's own
 * @param range the numbers allowed; absent: any
 * @param defaultText the value of a run that sets none; absent: the run has no such value then
 * @param defaultTimes a parameter by whose value the default is multiplied where it counts
 * @param required whether every run whose strategy uses it must set it
 * @param strategies the strategies that use it; empty: all
 * @param onlyWith a parameter without which this one counts for nothing: it does only where that
 *     one differs from its default
 * @param mayBeDirectory whether a file may be a directory of files instead
 * @param assumption whether it says what the world is like, and is nothing to choose
 * @param naturalEnds values beyond which nobody could go; a choice with some has the order of its
 *     choices
 * @param description one sentence
 */
public record Parameter(
    String name,
    ParameterType type,
    List<String> choices,
    Optional<Range> range,
    Optional<String> defaultText,
    Optional<String> defaultTimes,
    boolean required,
    List<String> strategies,
    Optional<String> onlyWith,
    boolean mayBeDirectory,
    boolean assumption,
    List<String> naturalEnds,
    String description) {

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  public static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

  public Parameter {
    choices = List.copyOf(choices);
    strategies = List.copyOf(strategies);
    naturalEnds = List.copyOf(naturalEnds);
  }

  /** What counts for a run that sets none, to be read by people. */
  public Optional<String> standard() {
    return defaultText.map(text -> text + defaultTimes.map(other -> " x " + other).orElse(""));
  }

  /** Whether runs of the strategy use the parameter. */
  public boolean isUsedBy(String strategy) {
    return strategies.isEmpty() || strategies.contains(strategy);
  }

  /** Which values are allowed, in words. */
  public String allowed() {
    return switch (type) {
      case CHOICE -> String.join(", ", choices);
      case FILE -> choices.isEmpty() ? "a path" : "a preset, or a path";
      case DATE -> "such as 2020-12-31";
      case TEXT -> "any";
      case INTEGER, NUMBER -> range.map(Range::toString).orElse("any");
    };
  }

  /** The strategies that use it, or {@code all}. */
  public String users() {
    return strategies.isEmpty() ? "all" : String.join(", ", strategies);
  }

  /** The description with the condition under which the parameter counts. */
  public String meaning() {
    return description
        + onlyWith.map(other -> " Counts only together with " + other + ".").orElse("");
  }

  /** Whether a value names a file of the user's. */
  public boolean isPath(String text) {
    return type == ParameterType.FILE && !choices.contains(text);
  }

  /**
   * The one text of a value that can be written in several ways: a number as the shortest decimal
   * that parses back to the same double, without exponent or trailing zeros; everything else as
   * written.
   *
   * @throws InvalidValueException if the text is no value of this parameter
   */
  public String normalise(String text) throws InvalidValueException {
    if (text.isBlank()) {
      throw new InvalidValueException("must not be empty");
    }
    return switch (type) {
      case CHOICE -> choice(text);
      case FILE, TEXT -> text;
      case DATE -> date(text);
      case INTEGER -> integer(text);
      case NUMBER -> number(text);
    };
  }

  private String choice(String text) throws InvalidValueException {
    if (choices.contains(text)) {
      return text;
    }
    String allowed = choices.size() == 1 ? choices.get(0) : "one of " + String.join(", ", choices);
    throw new InvalidValueException(
        "must be " + allowed + ", not " + Problem.quote(text) + NearestName.hint(text, choices));
  }

  private static String date(String text) throws InvalidValueException {
    if (!DATE.matcher(text).matches()) {
      throw new InvalidValueException("must be a date like 2020-12-31, not " + Problem.quote(text));
    }
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeException e) {
      throw new InvalidValueException("there is no date " + text);
    }
  }

  private String integer(String text) throws InvalidValueException {
    if (!INTEGER.matcher(text).matches()) {
      throw new InvalidValueException("must be a whole number, not " + Problem.quote(text));
    }
    try {
      return inRange(Long.toString(Long.parseLong(text)), text);
    } catch (NumberFormatException e) {
      throw new InvalidValueException(
          "must be a whole number of at most 64 bits, not " + Problem.quote(text));
    }
  }

  private String number(String text) throws InvalidValueException {
    if (!DecimalText.isDecimal(text)) {
      throw new InvalidValueException("must be a decimal number, not " + Problem.quote(text));
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new InvalidValueException("is too large a number: " + Problem.cut(text));
    }
    return inRange(ShortestDecimal.plain(value), text);
  }

  private String inRange(String normalised, String text) throws InvalidValueException {
    if (range.isPresent() && !range.get().contains(new BigDecimal(normalised))) {
      throw new InvalidValueException("must be in " + range.get() + ", not " + Problem.cut(text));
    }
    return normalised;
  }
}
