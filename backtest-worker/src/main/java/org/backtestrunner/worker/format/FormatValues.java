package org.backtestrunner.worker.format;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.backtestrunner.worker.table.cell.DatePattern;
import org.backtestrunner.worker.table.cell.EpochUnit;

/**
 * Reads the values of a format file. An {@link IllegalArgumentException} has a message that
 * completes the sentence which begins with the text.
 */
final class FormatValues {
  private static final int MOST_HEADER_ROWS = 10;
  private static final int MOST_SKIPPED_LINES = 10_000;

  private static final Map<String, Charset> ENCODINGS = new LinkedHashMap<>();

  static {
    ENCODINGS.put("utf-8", StandardCharsets.UTF_8);
    ENCODINGS.put("utf-16", StandardCharsets.UTF_16);
    ENCODINGS.put("iso-8859-1", StandardCharsets.ISO_8859_1);
    ENCODINGS.put("windows-1252", Charset.forName("windows-1252"));
  }

  private FormatValues() {}

  static Layout layout(String text) {
    List<String> known = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      if (layout.label().equals(text)) {
        return layout;
      }
      known.add(layout.label());
    }
    throw new IllegalArgumentException("is none of " + String.join(", ", known));
  }

  static Integer headerRows(String text) {
    return text.equals("none") ? 0 : integer(text, 1, MOST_HEADER_ROWS);
  }

  static Integer skip(String text) {
    return integer(text, 0, MOST_SKIPPED_LINES);
  }

  static Integer integer(String text, int low, int high) {
    try {
      int value = Integer.parseInt(text);
      if (value >= low && value <= high) {
        return value;
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw new IllegalArgumentException("is no whole number in [" + low + ", " + high + "]");
  }

  static String symbol(String text) {
    if (text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
      try {
        int groups = Pattern.compile(text.substring(1, text.length() - 1)).matcher("").groupCount();
        if (groups != 1) {
          throw new IllegalArgumentException("must have one group in parentheses: the symbol");
        }
      } catch (PatternSyntaxException malformed) {
        throw new IllegalArgumentException("is no expression: " + malformed.getDescription());
      }
    }
    return text.trim();
  }

  static String pattern(String text) {
    for (EpochUnit unit : EpochUnit.values()) {
      if (unit.label().equals(text)) {
        return text;
      }
    }
    new DatePattern(text);
    return text;
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("is no time zone such as \"Asia/Tokyo\"");
    }
  }

  static Character separator(String text) {
    String separator = text.equals("tab") ? "\t" : text;
    if (separator.length() != 1
        || separator.charAt(0) > '~'
        || "\"\r\n.-+".contains(separator)
        || Character.isLetterOrDigit(separator.charAt(0))) {
      throw new IllegalArgumentException("is no separator: one character such as \";\", or tab");
    }
    return separator.charAt(0);
  }

  static Character decimal(String text) {
    if (!text.equals(".") && !text.equals(",")) {
      throw new IllegalArgumentException("is neither \".\" nor \",\"");
    }
    return text.charAt(0);
  }

  static String thousands(String text) {
    if (text.length() != 1 || ".,' _".indexOf(text.charAt(0)) < 0) {
      throw new IllegalArgumentException("is none of \".\", \",\", \"'\", \"_\" and a blank");
    }
    return text;
  }

  static Charset encoding(String text) {
    Charset charset = ENCODINGS.get(text.toLowerCase(Locale.ROOT));
    if (charset == null) {
      throw new IllegalArgumentException("is none of " + String.join(", ", ENCODINGS.keySet()));
    }
    return charset;
  }

  static BigDecimal positive(String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      if (value.signum() > 0 && Math.abs((long) value.scale()) < 100 && value.precision() < 100) {
        return value;
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw new IllegalArgumentException("is no number above 0");
  }

  static String sign(String text) {
    if (!text.equals("absolute")) {
      throw new IllegalArgumentException("must be absolute");
    }
    return text;
  }
}
