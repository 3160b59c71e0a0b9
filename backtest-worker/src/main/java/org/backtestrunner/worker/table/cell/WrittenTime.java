package org.backtestrunner.worker.table.cell;

import java.nio.charset.StandardCharsets;
import org.backtestrunner.worker.parameter.EpochDay;

/**
 * One timestamp as it is written: year, month and day, with {@code -}, {@code /}, {@code .} or
 * nothing between them; then, after {@code T} or a blank, perhaps a time, and after that perhaps an
 * offset. Read by hand: files hold millions of them.
 */
final class WrittenTime {
  static final String NO_DATE = "is no date of the calendar";
  private static final String EXPECTED = "is not an ISO date or date-time such as 2020-01-31";
  private static final int DAY_DIGITS = 8;
  private static final int ISO_DATE_LENGTH = 10;
  private static final int INTEGER_DIGITS = 18;

  private byte[] bytes = {};
  private int start;
  private int position;
  private int end;

  private int lastDate = -1;
  private long lastEpochDay;

  private long epochDay;
  private boolean hasTime;
  private int secondOfDay;
  private int nano;
  private boolean hasOffset;
  private int offsetSeconds;

  /** Whether there are nothing but digits, and not the eight of a date. */
  static boolean isInteger(byte[] bytes, int from, int to) {
    if (to - from <= DAY_DIGITS || bytes[from + 4] == '-' || to - from > INTEGER_DIGITS + 1) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  /** The integer that is written. */
  static long integer(byte[] bytes, int from, int to) throws Timestamps.MalformedException {
    boolean negative = from < to && bytes[from] == '-';
    int first = negative ? from + 1 : from;
    long value = 0;
    if (first == to || to - first > INTEGER_DIGITS + 1) {
      throw new Timestamps.MalformedException("is no integer");
    }
    for (int i = first; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        throw new Timestamps.MalformedException("is no integer");
      }
      value = value * 10 + (bytes[i] - '0');
    }
    if (value < 0) {
      throw new Timestamps.MalformedException("is no integer of 64 bits");
    }
    return negative ? -value : value;
  }

  /** Reads {@code bytes[from, to)}. */
  void read(byte[] text, int from, int to) throws Timestamps.MalformedException {
    bytes = text;
    start = from;
    position = from;
    end = to;
    hasTime = false;
    hasOffset = false;
    if (to - from == ISO_DATE_LENGTH && readIsoDate()) {
      return;
    }
    readDate();
    if (position == end) {
      return;
    }
    if (bytes[position] != 'T' && bytes[position] != ' ') {
      throw malformed();
    }
    position++;
    hasTime = true;
    readTime();
    if (position < end) {
      hasOffset = true;
      readOffset();
    }
  }

  /** Reads a date of ten characters if it is written {@code yyyy-mm-dd}, as it mostly is. */
  private boolean readIsoDate() throws Timestamps.MalformedException {
    int date = 0;
    for (int i = 0; i < ISO_DATE_LENGTH; i++) {
      int digit = bytes[start + i] - '0';
      if (i == 4 || i == 7 ? digit != '-' - '0' : digit < 0 || digit > 9) {
        return false;
      }
      date = i == 4 || i == 7 ? date : date * 10 + digit;
    }
    take(date);
    return true;
  }

  /** Takes the date with the digits {@code yyyymmdd}; equal dates follow each other. */
  private void take(int date) throws Timestamps.MalformedException {
    if (date != lastDate) {
      lastEpochDay = epochDay(date / 10_000, date / 100 % 100, date % 100);
      lastDate = date;
    }
    epochDay = lastEpochDay;
  }

  private void readDate() throws Timestamps.MalformedException {
    int year = digits(4);
    boolean separated = position < end && "-/.".indexOf(bytes[position]) >= 0;
    byte separator = separated ? bytes[position++] : 0;
    int month = digits(2);
    if (separated) {
      if (position == end || bytes[position] != separator) {
        throw malformed();
      }
      position++;
    }
    int day = digits(2);
    take((year * 100 + month) * 100 + day);
  }

  /** The epoch day of a date. */
  static long epochDay(int year, int month, int day) throws Timestamps.MalformedException {
    if (!EpochDay.isDate(year, month, day)) {
      throw new Timestamps.MalformedException(NO_DATE);
    }
    return EpochDay.ofFirst(year, month) + day - 1;
  }

  private void readTime() throws Timestamps.MalformedException {
    int hour = digits(2);
    boolean colons = position < end && bytes[position] == ':';
    if (colons) {
      position++;
    }
    int minute = digits(2);
    int second = 0;
    nano = 0;
    boolean more =
        position < end
            && (colons ? bytes[position] == ':' : bytes[position] >= '0' && bytes[position] <= '9');
    if (more) {
      if (colons) {
        position++;
      }
      second = digits(2);
      if (position < end && bytes[position] == '.') {
        position++;
        readFraction();
      }
    }
    if (hour > 23 || minute > 59 || second > 59) {
      throw malformed();
    }
    secondOfDay = (hour * 60 + minute) * 60 + second;
  }

  private void readFraction() throws Timestamps.MalformedException {
    int from = position;
    int scale = 100_000_000;
    while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
      nano += (bytes[position] - '0') * scale;
      scale /= 10;
      position++;
    }
    if (position == from || position - from > 9) {
      throw malformed();
    }
  }

  private void readOffset() throws Timestamps.MalformedException {
    byte sign = bytes[position++];
    if (sign == 'Z' && position == end) {
      offsetSeconds = 0;
      return;
    }
    if (sign != '+' && sign != '-') {
      throw malformed();
    }
    int hours = digits(2);
    int minutes = 0;
    if (position < end) {
      position += bytes[position] == ':' ? 1 : 0;
      minutes = digits(2);
    }
    int total = (hours * 60 + minutes) * 60;
    if (position < end || minutes > 59 || total > 18 * 3_600) {
      throw malformed();
    }
    offsetSeconds = sign == '-' ? -total : total;
  }

  private int digits(int count) throws Timestamps.MalformedException {
    if (end - position < count) {
      throw malformed();
    }
    int value = 0;
    for (int i = 0; i < count; i++) {
      byte b = bytes[position++];
      if (b < '0' || b > '9') {
        throw malformed();
      }
      value = value * 10 + (b - '0');
    }
    return value;
  }

  private Timestamps.MalformedException malformed() {
    String patterns = dayOrMonthFirst(bytes, start, end);
    return new Timestamps.MalformedException(
        patterns.isEmpty()
            ? EXPECTED
            : "has day or month first; say which: " + patterns + " in a format file");
  }

  /** Both patterns of a text such as {@code 02.01.2020 16:00}, empty for any other text. */
  static String dayOrMonthFirst(byte[] bytes, int from, int to) {
    int[] at = {from};
    String first = run(bytes, at, to, 2);
    String separator = at[0] < to ? String.valueOf((char) bytes[at[0]++]) : "";
    String second = run(bytes, at, to, 2);
    boolean same = at[0] < to && separator.equals(String.valueOf((char) bytes[at[0]++]));
    String year = run(bytes, at, to, 4);
    if (first.isEmpty()
        || second.isEmpty()
        || !same
        || "-/.".indexOf(separator) < 0
        || (year.length() != 2 && year.length() != 4)) {
      return "";
    }
    String days = first.length() == 1 || second.length() == 1 ? "d" : "dd";
    String months = days.equals("d") ? "M" : "MM";
    String rest = separator + (year.length() == 2 ? "yy" : "yyyy") + time(bytes, at[0], to);
    return "date_format: \""
        + days
        + separator
        + months
        + rest
        + "\" or date_format: \""
        + months
        + separator
        + days
        + rest
        + "\"";
  }

  /** The digits at a place, at most so many. */
  private static String run(byte[] bytes, int[] at, int to, int most) {
    int from = at[0];
    while (at[0] < to && at[0] - from < most && bytes[at[0]] >= '0' && bytes[at[0]] <= '9') {
      at[0]++;
    }
    return new String(bytes, from, at[0] - from, StandardCharsets.US_ASCII);
  }

  /** The pattern of a time after a date, as far as it goes. */
  private static String time(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.length() < 5 || text.charAt(text.length() - 1) > '9') {
      return "";
    }
    int point = text.indexOf('.');
    String seconds = text.indexOf(':') == text.lastIndexOf(':') ? "" : ":ss";
    return " HH:mm" + seconds + (point < 0 ? "" : "." + "S".repeat(text.length() - point - 1));
  }

  long epochDay() {
    return epochDay;
  }

  boolean hasTime() {
    return hasTime;
  }

  /** Of a timestamp with a time. */
  int secondOfDay() {
    return secondOfDay;
  }

  int nano() {
    return nano;
  }

  boolean hasOffset() {
    return hasOffset;
  }

  int offsetSeconds() {
    return offsetSeconds;
  }
}
