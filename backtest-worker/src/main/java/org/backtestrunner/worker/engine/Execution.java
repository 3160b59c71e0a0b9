package org.backtestrunner.worker.engine;

import org.backtestrunner.worker.parameter.RunParameters;

/**
 * How a decision becomes fills.
 *
 * @param lagBars bars between a decision and its fill; 0: at the same bar's close
 * @param atOpen whether the open of a bar fills, not its close
 * @param lotSize quantities are multiples of it; 0: they are not rounded
 */
record Execution(long lagBars, boolean atOpen, double lotSize) {
  private static final double LOT_ROUNDING = 1e-9;

  static Execution of(RunParameters run) {
    return new Execution(
        run.integer("execution_lag"),
        run.text("fill_price").equals("open"),
        run.number("lot_size"));
  }

  /** The bar at which a decision becomes due. */
  int dueBar(int decisionBar) {
    return (int) Math.min(decisionBar + lagBars, Integer.MAX_VALUE);
  }

  /** Rounds towards zero to whole lots; a quantity a rounding error below a lot counts as it. */
  double inLots(double quantity) {
    if (lotSize == 0) {
      return quantity;
    }
    double lots = Math.abs(quantity) / lotSize;
    return Math.signum(quantity)
        * lotSize
        * Math.floor(lots + Math.min(0.5, LOT_ROUNDING * Math.max(1, lots)));
  }
}
