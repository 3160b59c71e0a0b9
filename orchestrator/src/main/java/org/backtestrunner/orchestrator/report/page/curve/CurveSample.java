package org.backtestrunner.orchestrator.report.page.curve;

/**
 * A curve at the dates that a page shows, as whole numbers.
 *
 * @param growth 10,000 ln(E/E[1]); {@link #NONE} outside the curve's dates and once equity is used
 *     up
 * @param drawdown 10,000 times the deepest drawdown since the shown date before
 */
public record CurveSample(int[] growth, int[] drawdown) {
  /** No value. */
  public static final int NONE = Integer.MIN_VALUE;

  private static final double UNIT = 1e4;

  static int coded(double value) {
    return Double.isFinite(value) ? (int) Math.rint(UNIT * value) : NONE;
  }
}
