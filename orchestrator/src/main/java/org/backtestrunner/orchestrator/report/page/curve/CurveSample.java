package org.backtestrunner.orchestrator.report.page.curve;

/**
 * A curve at the dates that a page shows. Sentences are made of these numbers; charts have them
 * {@link #coded}.
 *
 * @param growth ln(E/E[1]); NaN outside the curve's dates and once equity is used up
 * @param drawdown the deepest since the shown date before; NaN outside the curve's dates
 */
public record CurveSample(float[] growth, float[] drawdown) {
  /** No value among coded ones. */
  public static final int NONE = Integer.MIN_VALUE;

  private static final double UNIT = 1e4;

  /** Ten-thousandths as whole numbers. */
  public static int[] coded(float[] values) {
    int[] coded = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      coded[i] = coded(values[i]);
    }
    return coded;
  }

  static int coded(double value) {
    return Double.isFinite(value) ? (int) Math.rint(UNIT * value) : NONE;
  }
}
