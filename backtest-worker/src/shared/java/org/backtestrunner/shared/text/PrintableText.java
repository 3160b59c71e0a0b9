package org.backtestrunner.shared.text;

/**
 * Text that is shown and not obeyed: a terminal takes control characters as commands, and some
 * characters of Unicode change the direction of all that follows them.
 */
public final class PrintableText {
  private PrintableText() {}

  /** The text with a blank for each character that is obeyed. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isObeyed(text.charAt(i))) {
        return blanked(text);
      }
    }
    return text;
  }

  private static String blanked(String text) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (isObeyed(characters[i])) {
        characters[i] = ' ';
      }
    }
    return new String(characters);
  }

  /** Whether it is a control character, a line separator or a mark of direction. */
  public static boolean isObeyed(char c) {
    return Character.isISOControl(c)
        || c == '\u061C'
        || (c >= '\u200E' && c <= '\u200F')
        || (c >= '\u2028' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
