package org.backtestrunner.orchestrator.config.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/**
 * A word of a condition.
 *
 * @param text as written, with its quotes; empty at the end
 * @param position of its first character, from 1
 */
record Token(Type type, String text, int position) {
  private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "in");

  private static final Pattern WORD =
      Pattern.compile(
          "(?<number>(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?)"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*+)"
              + "|(?<text>'[^']*+'|\"[^\"]*+\")"
              + "|(?<sign><=|>=|==|!=|[<>+*()\\[\\],-])");

  /** What a word is. */
  enum Type {
    NUMBER,
    NAME,
    TEXT,
    /** One of few words, or a sign. */
    FIXED,
    END
  }

  /** The words of a condition, after them its end. */
  static List<Token> of(String text) throws InvalidValueException {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    int place = 0;
    while (true) {
      while (place < text.length() && text.charAt(place) == ' ') {
        place++;
      }
      if (place == text.length()) {
        tokens.add(new Token(Type.END, "", place + 1));
        return tokens;
      }
      if (!matcher.find(place) || matcher.start() > place) {
        throw wrong(place + 1, unknown(text, place));
      }
      tokens.add(new Token(type(matcher), matcher.group(), place + 1));
      place = matcher.end();
    }
  }

  private static Type type(Matcher matcher) {
    if (matcher.group("number") != null) {
      return Type.NUMBER;
    }
    if (matcher.group("text") != null) {
      return Type.TEXT;
    }
    return matcher.group("name") == null || KEYWORDS.contains(matcher.group())
        ? Type.FIXED
        : Type.NAME;
  }

  private static String unknown(String text, int place) {
    return switch (text.charAt(place)) {
      case '\'', '"' -> "the text that begins here has no end";
      case '=' -> "'=' compares nothing; write ==";
      case '/' -> "there is no division, which would round; multiply the other side";
      default -> Problem.quote(Character.toString(text.codePointAt(place))) + " means nothing here";
    };
  }

  boolean is(String fixed) {
    return type == Type.FIXED && text.equals(fixed);
  }

  /** What is wrong, and where. */
  static InvalidValueException wrong(int position, String message) {
    return new InvalidValueException("at character " + position + ": " + message);
  }

  InvalidValueException wrong(String message) {
    return wrong(position, message);
  }

  /** What is wrong about the word where another one is expected. */
  InvalidValueException unexpected(String expected) {
    return wrong(
        type == Type.END
            ? "ends too early"
            : expected + " is expected here, not " + Problem.quote(text));
  }
}
