package org.backtestrunner.orchestrator.config.key;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InputPath;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/**
 * The types of single values. A text counts in quotes or not, so the schemas name every type that
 * such a text may have in YAML.
 */
public final class Scalars {
  private static final String PATTERN = "pattern";
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final String TRUE_OR_FALSE = "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]";

  private Scalars() {}

  static ScalarType<Integer> whole(int low, int high) {
    return new ScalarType<>(
        "whole number",
        high == Integer.MAX_VALUE ? low + " or more" : low + " to " + high,
        false,
        text -> parseWhole(text, low, high),
        value -> value,
        SchemaNode.ofTypes("integer", "string")
            .with(PATTERN, whole(INTEGER))
            .with("minimum", low)
            .with("maximum", high));
  }

  private static int parseWhole(String text, int low, int high) throws InvalidValueException {
    if (INTEGER.matcher(text).matches()) {
      long number = Long.parseLong(text);
      if (number >= low && number <= high) {
        return (int) number;
      }
    }
    throw new InvalidValueException(
        "must be a whole number in [" + low + ", " + high + "], not " + Problem.quote(text));
  }

  /** How many at once; {@code auto} is as many as there are processors. */
  static ScalarType<Integer> atOnce() {
    return new ScalarType<>(
        "whole number",
        "1 or more, or auto",
        false,
        Scalars::parseAtOnce,
        value -> value,
        SchemaNode.ofTypes("integer", "string")
            .with(PATTERN, "^(?:[Aa][Uu][Tt][Oo]|" + INTEGER.pattern() + ")$")
            .with("minimum", 1)
            .with("maximum", Integer.MAX_VALUE));
  }

  private static int parseAtOnce(String text) throws InvalidValueException {
    if (text.equalsIgnoreCase("auto")) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      return parseWhole(text, 1, Integer.MAX_VALUE);
    } catch (InvalidValueException e) {
      throw new InvalidValueException(e.getMessage().replace("must be ", "must be auto or "));
    }
  }

  /**
   * At least one.
   *
   * @param anyNumber the word for the greatest number, in lower-case letters
   */
  static ScalarType<Integer> upTo(String anyNumber) {
    return new ScalarType<>(
        "whole number",
        "1 or more, or " + anyNumber,
        false,
        text -> parseUpTo(text, anyNumber),
        value -> value == Integer.MAX_VALUE ? anyNumber : value,
        SchemaNode.ofTypes("integer", "string")
            .with(PATTERN, "^(?:" + anyCase(anyNumber) + "|" + INTEGER.pattern() + ")$")
            .with("minimum", 1)
            .with("maximum", Integer.MAX_VALUE));
  }

  private static int parseUpTo(String text, String anyNumber) throws InvalidValueException {
    if (text.equalsIgnoreCase(anyNumber)) {
      return Integer.MAX_VALUE;
    }
    try {
      return parseWhole(text, 1, Integer.MAX_VALUE);
    } catch (InvalidValueException e) {
      throw new InvalidValueException(
          e.getMessage().replace("must be ", "must be " + anyNumber + " or "));
    }
  }

  private static String anyCase(String word) {
    StringBuilder pattern = new StringBuilder();
    word.chars()
        .forEach(
            letter ->
                pattern
                    .append('[')
                    .append((char) Character.toUpperCase(letter))
                    .append((char) letter)
                    .append(']'));
    return pattern.toString();
  }

  static ScalarType<Boolean> flag() {
    return new ScalarType<>(
        "true or false",
        "",
        false,
        text -> parseWord(text, "(?i)true", "(?i)false", "true or false"),
        value -> value,
        SchemaNode.ofTypes("boolean", "string").with(PATTERN, "^(?:" + TRUE_OR_FALSE + ")$"));
  }

  /** {@code true} and {@code false} count too: so YAML and JSON may write it. */
  static ScalarType<Boolean> onOff() {
    return new ScalarType<>(
        "on or off",
        "",
        false,
        text -> parseWord(text, "(?i)on|true", "(?i)off|false", "on or off"),
        value -> value ? "on" : "off",
        SchemaNode.ofTypes("boolean", "string")
            .with(PATTERN, "^(?:[Oo][Nn]|[Oo][Ff][Ff]|" + TRUE_OR_FALSE + ")$"));
  }

  private static boolean parseWord(String text, String yes, String no, String words)
      throws InvalidValueException {
    if (!text.matches(yes) && !text.matches(no)) {
      throw new InvalidValueException("must be " + words + ", not " + Problem.quote(text));
    }
    return text.matches(yes);
  }

  static ScalarType<Duration> duration() {
    return new ScalarType<>(
        "length of time",
        "up to 30 days",
        false,
        DurationText::parse,
        DurationText::of,
        // A number counts seconds.
        SchemaNode.ofTypes("string", "number")
            .with(PATTERN, whole(DurationText.TEXT))
            .with("exclusiveMinimum", 0)
            .with("maximum", DurationText.LONGEST.toSeconds()));
  }

  static ScalarType<MemorySize> memory() {
    return new ScalarType<>(
        "size",
        "16m to 1024g",
        false,
        MemorySize::parse,
        MemorySize::written,
        SchemaNode.ofTypes("string").with(PATTERN, "^[0-9]{1,9}[mMgG]$"));
  }

  static ScalarType<Path> path() {
    return new ScalarType<>(
        "path",
        "",
        true,
        Scalars::parsePath,
        Path::toString,
        SchemaNode.ofTypes("string", "number", "boolean").with(PATTERN, "\\S"));
  }

  private static Path parsePath(String text) throws InvalidValueException {
    if (text.isBlank()) {
      throw new InvalidValueException("must not be empty");
    }
    return InputPath.of(text);
  }

  /** A text that fits one line and that no spreadsheet takes for a formula. */
  public static ScalarType<String> word() {
    return new ScalarType<>(
        "text",
        "",
        true,
        Scalars::parseWord,
        value -> value,
        SchemaNode.ofTypes("string", "number", "boolean")
            .with(PATTERN, "^(?![=+@-])")
            .with("minimum", 0));
  }

  private static String parseWord(String text) throws InvalidValueException {
    if (!text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0) {
      throw new InvalidValueException(
          "must not begin with =, +, - or @, which a spreadsheet takes for a formula, as "
              + Problem.quote(text)
              + " does");
    }
    return text;
  }

  static ScalarType<String> text() {
    return new ScalarType<>(
        "text",
        "",
        false,
        text -> text,
        value -> value,
        SchemaNode.ofTypes("string", "number", "boolean"));
  }

  static ScalarType<String> name(int longest) {
    return name(longest, "^[A-Za-z0-9_-]{1," + longest + "}$", text -> parseName(text, longest));
  }

  private static String parseName(String text, int longest) throws InvalidValueException {
    if (!text.matches("[A-Za-z0-9_-]{1," + longest + "}")) {
      throw new InvalidValueException(
          ("must be at most %d letters A-Z, a-z, digits, _ and -, not " + Problem.quote(text))
              .formatted(longest));
    }
    return text;
  }

  /** Names whose parser has sentences of its own. */
  public static ScalarType<String> name(
      int longest, String pattern, ScalarType.Parser<String> parser) {
    return new ScalarType<>(
        "name",
        "at most " + longest + " of A-Z, a-z, 0-9, _ and -",
        false,
        parser,
        value -> value,
        SchemaNode.ofTypes("string", "number", "boolean").with(PATTERN, pattern));
  }

  private static String whole(Pattern pattern) {
    return "^" + pattern.pattern() + "$";
  }
}
