package org.backtestrunner.orchestrator.report.page.html;

import org.backtestrunner.shared.text.PrintableText;

/**
 * HTML in the making. Every text and every value of an attribute is escaped here; only {@link
 * #prose} takes text in which that has been done.
 */
public final class Html {
  private final StringBuilder out = new StringBuilder();

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn; an attribute with an empty value stands alone
   */
  public Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]);
      if (!attributes[i + 1].isEmpty()) {
        out.append("=\"").append(escaped(attributes[i + 1])).append('"');
      }
    }
    out.append('>');
    return this;
  }

  public Html close(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  /** An element with a text in it. */
  public Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  public Html text(String text) {
    out.append(unbroken(escaped(text)));
    return this;
  }

  /** A number and its unit stay on one line. */
  private static String unbroken(String text) {
    return text.replace(" %", "\u00a0%");
  }

  /**
   * A sentence of ours in which all that is from outside is {@link #escaped} already. What stands
   * between backticks is code.
   */
  public Html prose(String sentence) {
    out.append(unbroken(sentence).replaceAll("`([^`]*)`", "<code>$1</code>"));
    return this;
  }

  public Html newline() {
    out.append('\n');
    return this;
  }

  /** How long it is so far, in characters. */
  public int length() {
    return out.length();
  }

  /** Text as it stands between tags, in the value of an attribute, and in {@link #prose}. */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    String visible = visible(text);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        case '`' -> escaped.append("&#96;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /**
   * The text with pictures of control characters, and without what would turn the direction of the
   * text after it.
   */
  public static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\t') {
        visible.append(c);
      } else if (c < ' ') {
        visible.append((char) ('\u2400' + c));
      } else if (!PrintableText.isObeyed(c) && !isLoneSurrogate(text, i)) {
        visible.append(c);
      }
    }
    return visible.toString();
  }

  private static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    boolean isPaired =
        Character.isHighSurrogate(c)
            ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
            : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    return Character.isSurrogate(c) && !isPaired;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
