package org.backtestrunner.orchestrator.config.axis;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/**
 * A text in which {@code *} stands for any characters, {@code ?} for one, and {@code [a-z]} for one
 * of some; {@code [!a-z]} for one of all others. Case matters.
 */
public final class Wildcards {
  private final String text;
  private final Pattern pattern;

  private Wildcards(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * Reads such a text.
   *
   * @throws InvalidValueException if a bracket is not closed, or holds nothing
   */
  public static Wildcards of(String text) throws InvalidValueException {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (c == '[') {
        int close = text.indexOf(']', i + 2);
        if (close < 0) {
          throw new InvalidValueException("a [ is not closed in " + Problem.quote(text));
        }
        regex.append(characters(text.substring(i + 1, close)));
        i = close;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return new Wildcards(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new InvalidValueException(
          "a range of characters runs backwards in " + Problem.quote(text));
    }
  }

  private static String characters(String between) {
    boolean others = between.startsWith("!") && between.length() > 1;
    String set = others ? between.substring(1) : between;
    return "[" + (others ? "^" : "") + set.replaceAll("[\\\\\\[\\]&^]", "\\\\$0") + "]";
  }

  /** Whether the text has any of the signs. */
  static boolean isIn(String text) {
    return text.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
  }

  public boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
