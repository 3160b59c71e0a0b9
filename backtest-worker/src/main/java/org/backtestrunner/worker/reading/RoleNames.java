package org.backtestrunner.worker.reading;

import java.util.List;
import java.util.Locale;
import org.backtestrunner.worker.format.Role;

/**
 * The closed table of names that say what a column is for, compared without case, blanks, {@code
 * _}, {@code <} and {@code >}.
 */
final class RoleNames {
  private static final List<String> TIMESTAMP =
      List.of(
          "timestamp",
          "date",
          "datetime",
          "time",
          "tradedate",
          "tsevent",
          "windowstart",
          "opentime",
          "gmttime");
  private static final List<String> SYMBOL =
      List.of("symbol", "ticker", "instrument", "asset", "tscode", "code");
  private static final List<String> ADJUSTED =
      List.of(
          "adjclose", "adjustedclose", "closeadj", "closeadjusted", "adjusted", "adjcloseprice");

  private static final List<String> FIELDS = List.of("open", "high", "low", "close", "volume");

  private RoleNames() {}

  /** A name as it is compared. */
  static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > ' ' && c != '_' && c != '<' && c != '>') {
        plain.append(c);
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  /** The names of a role. */
  static List<String> of(Role role) {
    return switch (role) {
      case TIMESTAMP -> TIMESTAMP;
      case SYMBOL -> SYMBOL;
      case OPEN -> List.of("open");
      case HIGH -> List.of("high");
      case LOW -> List.of("low");
      case CLOSE -> List.of("close", "close/last");
      case VOLUME -> List.of("volume", "vol", "tickvol");
      case ADJUSTED_CLOSE, WEIGHT -> List.of();
    };
  }

  /** Whether a name is one of an adjusted close. */
  static boolean isAdjustedClose(String name) {
    String plain = plain(name);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c != '.' && c != '-' && c != '*') {
        letters.append(c);
      }
    }
    return ADJUSTED.contains(letters.toString());
  }

  /** Whether a name such as {@code AAPL.Close} is that of a field of a symbol. */
  static boolean endsInField(String name) {
    String plain = plain(name);
    int from = plain.length();
    while (from > 0 && Character.isLetter(plain.charAt(from - 1))) {
      from--;
    }
    String word = plain.substring(from);
    return from > 0 && (FIELDS.contains(word) || ADJUSTED.contains(word));
  }

  /** Whether a name may be one of symbols, or of something else. */
  static boolean mayBeSymbol(String name) {
    return plain(name).equals("name");
  }
}
