package org.backtestrunner.worker.panel;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Symbols by what is left of them without case, quotes and blanks: of two that differ in nothing
 * else, one is probably misspelt.
 */
public final class Lookalikes {
  private static final String QUOTES = "\"'`\u2018\u2019\u201c\u201d";

  private final Map<String, String> symbolOf = new HashMap<>();

  /** The symbols of some; the first of several that look alike stands for them. */
  public static Lookalikes of(Iterable<String> symbols) {
    Lookalikes lookalikes = new Lookalikes();
    for (String symbol : symbols) {
      lookalikes.symbolOf.putIfAbsent(bare(symbol), symbol);
    }
    return lookalikes;
  }

  /** The symbol that differs from another text in case, quotes or blanks, and in nothing else. */
  public Optional<String> find(String text) {
    String symbol = symbolOf.get(bare(text));
    return symbol == null || symbol.equals(text) ? Optional.empty() : Optional.of(symbol);
  }

  /** The same as half a sentence. */
  public Optional<String> words(String text) {
    Optional<String> symbol = find(text);
    return symbol.isPresent() ? Optional.of(words(text, symbol.get())) : symbol;
  }

  /** Half a sentence about a listed symbol and the one of the prices that it looks like. */
  public static String words(String listed, String symbol) {
    return "'"
        + listed
        + "' differs from '"
        + symbol
        + "' of the prices in case, quotes or blanks only";
  }

  private static String bare(String symbol) {
    StringBuilder bare = new StringBuilder();
    for (int i = 0; i < symbol.length(); i++) {
      char c = symbol.charAt(i);
      if (!Character.isWhitespace(c) && !Character.isSpaceChar(c) && QUOTES.indexOf(c) < 0) {
        bare.append(c);
      }
    }
    return bare.toString().toLowerCase(Locale.ROOT);
  }
}
