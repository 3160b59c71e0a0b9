package org.backtestrunner.worker.table.cell;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.backtestrunner.shared.text.FiniteDecimal;

/** Reads the numbers of a file's text cells, and counts those that say that there is none. */
public final class NumberCells {
  private static final String NO_NUMBER = "is not a finite decimal number";

  private final NumberForm form;
  private final boolean plain;
  private final byte[][] missing;
  private byte[] buffer = new byte[32];
  private long missingCount;

  public NumberCells(NumberForm form) {
    this.form = form;
    this.plain = form.decimal() == '.' && form.thousands().isEmpty();
    List<String> texts = form.allMissing();
    this.missing = new byte[texts.size()][];
    for (int i = 0; i < missing.length; i++) {
      missing[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** A text that is no number; the message completes the sentence that begins with it. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /** The number in {@code bytes[from, to)}, NaN for nothing and for a text of an empty cell. */
  public double read(byte[] bytes, int from, int to) throws MalformedException {
    double value = plain ? FiniteDecimal.parse(bytes, from, to) : Double.NaN;
    return Double.isNaN(value) ? readSlowly(bytes, from, to) : value;
  }

  private double readSlowly(byte[] bytes, int from, int to) throws MalformedException {
    if (from == to) {
      return Double.NaN;
    }
    if (isMissing(bytes, from, to)) {
      missingCount++;
      return Double.NaN;
    }
    int first = bytes[from] == '$' ? from + 1 : from;
    boolean percent = form.percent() && bytes[to - 1] == '%';
    int length = unmarked(bytes, first, percent ? to - 1 : to);
    double value = length < 0 ? Double.NaN : FiniteDecimal.parse(buffer, 0, length);
    if (Double.isNaN(value)) {
      throw new MalformedException(NO_NUMBER + hint(bytes, from, to));
    }
    return percent ? value / 100 : value;
  }

  /** Puts a number into the buffer as it would be written plainly; -1 if it is not one. */
  private int unmarked(byte[] bytes, int from, int to) {
    if (buffer.length < to - from) {
      buffer = new byte[2 * (to - from)];
    }
    int length = 0;
    int group = -1;
    boolean fraction = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean digit = b >= '0' && b <= '9';
      if (!fraction && !form.thousands().isEmpty() && b == form.thousands().charAt(0)) {
        boolean first = group < 0;
        if (first ? digitsBefore(bytes, from, i) > 3 : group != 3) {
          return -1;
        }
        if (digitsBefore(bytes, from, i) == 0) {
          return -1;
        }
        group = 0;
        continue;
      }
      if (b == form.decimal()) {
        if (fraction || (group >= 0 && group != 3)) {
          return -1;
        }
        fraction = true;
        b = '.';
      } else if (b == '.') {
        return -1;
      } else if (digit && group >= 0 && !fraction) {
        group++;
      }
      buffer[length++] = b;
    }
    return group >= 0 && !fraction && group != 3 ? -1 : length;
  }

  private static int digitsBefore(byte[] bytes, int from, int at) {
    int digits = 0;
    for (int i = at - 1; i >= from && bytes[i] >= '0' && bytes[i] <= '9'; i--) {
      digits++;
    }
    return digits;
  }

  /** What a user may have to say about a number with another mark. */
  private String hint(byte[] bytes, int from, int to) {
    int commas = 0;
    int points = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      commas += b == ',' ? 1 : 0;
      points += b == '.' ? 1 : 0;
      if (b != ',' && b != '.' && b != '-' && b != '+' && b != '$' && (b < '0' || b > '9')) {
        return "";
      }
    }
    if (form.decimal() == '.' && commas > 0) {
      return "; say decimal: \",\" or thousands: \",\" in a format file";
    }
    return form.decimal() == ',' && points > 0
        ? "; say thousands: \".\" in a format file, if it is that"
        : "";
  }

  /** Whether {@code bytes[from, to)} is nothing, or a text of an empty cell. */
  public boolean isMissing(byte[] bytes, int from, int to) {
    if (from == to) {
      return true;
    }
    for (byte[] text : missing) {
      if (Arrays.equals(text, 0, text.length, bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** How many cells have had a text of an empty cell. */
  public long missingCount() {
    return missingCount;
  }
}
