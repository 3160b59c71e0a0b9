package org.backtestrunner.shared.text;

/**
 * Text that a spreadsheet shows and does not calculate: an apostrophe before it makes it a text,
 * whatever it looks like.
 */
public final class SpreadsheetText {
  private static final char MARK = '\'';

  private SpreadsheetText() {}

  /** Whether a spreadsheet takes a cell that begins so for a formula. */
  public static boolean looksLikeFormula(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
  }

  /** The text as one that is shown. */
  public static String marked(String text) {
    return MARK + text;
  }

  /** A name as one that is shown, so that {@link #name} gives it back. */
  public static String ofName(String name) {
    boolean ambiguous = !name.isEmpty() && name.charAt(0) == MARK;
    return ambiguous || looksLikeFormula(name) ? marked(name) : name;
  }

  /** The name that {@link #ofName} has made into this text. */
  public static String name(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }
}
