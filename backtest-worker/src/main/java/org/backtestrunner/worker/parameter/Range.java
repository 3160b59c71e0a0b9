package org.backtestrunner.worker.parameter;

/**
 * An interval of numbers in the usual notation: {@code [0, 0.5]} holds its ends, {@code (0, inf)}
 * does not.
 *
 * @param minimum lower end, or {@code -inf}
 * @param minimumIncluded whether the lower end belongs to the range
 * @param maximum upper end, or {@code inf}
 * @param maximumIncluded whether the upper end belongs to the range
 */
public record Range(
    String minimum, boolean minimumIncluded, String maximum, boolean maximumIncluded) {

  /** No limits; the range of parameters that are no numbers. */
  public static final Range ANY = new Range("-inf", false, "inf", false);

  static Range closed(String minimum, String maximum) {
    return new Range(minimum, true, maximum, true);
  }

  static Range openClosed(String minimum, String maximum) {
    return new Range(minimum, false, maximum, true);
  }

  static Range atLeast(String minimum) {
    return new Range(minimum, true, "inf", false);
  }

  static Range above(String minimum) {
    return new Range(minimum, false, "inf", false);
  }

  /**
   * Reads the usual notation.
   *
   * @throws IllegalArgumentException for anything else, and for a range that nothing is in
   */
  public static Range parse(String text) {
    int comma = text.indexOf(',');
    int last = text.length() - 1;
    boolean closes = last > 0 && (text.charAt(last) == ']' || text.charAt(last) == ')');
    if (comma < 0 || !closes || (text.charAt(0) != '[' && text.charAt(0) != '(')) {
      throw new IllegalArgumentException(text);
    }
    String minimum = text.substring(1, comma).trim();
    String maximum = text.substring(comma + 1, last).trim();
    double low = minimum.equals("-inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(minimum);
    double high = maximum.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(maximum);
    if (!(low <= high)) {
      throw new IllegalArgumentException(text);
    }
    return new Range(minimum, text.charAt(0) == '[', maximum, text.charAt(last) == ']');
  }

  boolean contains(double value) {
    return isAbove(value) && isBelow(value);
  }

  private boolean isAbove(double value) {
    if (minimum.equals("-inf")) {
      return true;
    }
    double end = Double.parseDouble(minimum);
    return minimumIncluded ? value >= end : value > end;
  }

  private boolean isBelow(double value) {
    if (maximum.equals("inf")) {
      return true;
    }
    double end = Double.parseDouble(maximum);
    return maximumIncluded ? value <= end : value < end;
  }

  @Override
  public String toString() {
    return (minimumIncluded ? "[" : "(") + minimum + ", " + maximum + (maximumIncluded ? "]" : ")");
  }
}
