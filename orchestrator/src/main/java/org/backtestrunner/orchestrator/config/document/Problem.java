package org.backtestrunner.orchestrator.config.document;

/**
 * One thing wrong with a config file.
 *
 * @param file the file as the user named it
 * @param line the line, counted from 1; 0 where the problem has none
 * @param path the key from the top of the file, such as {@code runs[0].overrides.seed}; empty where
 *     the problem has none
 * @param message what is wrong, one line
 */
public record Problem(String file, int line, String path, String message) {
  private static final int LONGEST_QUOTE = 80;

  public Problem {
    if (line < 0) {
      throw new IllegalArgumentException("line " + line);
    }
    file = oneLine(file);
    path = oneLine(path);
    message = oneLine(message);
  }

  /** {@code FILE:LINE: path.to.key: message}, without the parts that are not known. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + message;
  }

  /** The text in quotes, cut where it is long. */
  public static String quote(String text) {
    return "'" + cut(text) + "'";
  }

  /** The text, cut where it is long. */
  public static String cut(String text) {
    if (text.length() <= LONGEST_QUOTE) {
      return text;
    }
    boolean halves = Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1));
    return text.substring(0, halves ? LONGEST_QUOTE - 1 : LONGEST_QUOTE) + "...";
  }

  /** A message must not break the terminal or a line of a log, whatever the file holds. */
  private static String oneLine(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (Character.isISOControl(c)) {
        escaped.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
