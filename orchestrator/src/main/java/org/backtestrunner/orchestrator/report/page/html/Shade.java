package org.backtestrunner.orchestrator.report.page.html;

/**
 * One hue from light to dark. Up to the turning point black text has enough contrast, beyond it
 * white text.
 */
public final class Shade {
  private static final double TURNING_POINT = 0.55;
  private static final int[] LIGHT = {0xee, 0xf4, 0xfa};
  private static final int[] MIDDLE = {0x33, 0x78, 0xb8};
  private static final int[] DARK = {0x0a, 0x3a, 0x70};

  private Shade() {}

  /** Whether text on it is white. */
  public static boolean isDark(double share) {
    return share > TURNING_POINT;
  }

  /** As CSS writes a colour. */
  public static String of(double share) {
    return isDark(share)
        ? mixed(MIDDLE, DARK, (share - TURNING_POINT) / (1 - TURNING_POINT))
        : mixed(LIGHT, MIDDLE, share / TURNING_POINT);
  }

  private static String mixed(int[] from, int[] to, double share) {
    StringBuilder colour = new StringBuilder("#");
    for (int i = 0; i < from.length; i++) {
      int value = (int) Math.round(from[i] + share * (to[i] - from[i]));
      colour.append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 15, 16));
    }
    return colour.toString();
  }
}
