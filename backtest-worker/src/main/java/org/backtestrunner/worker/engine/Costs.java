package org.backtestrunner.worker.engine;

import org.backtestrunner.worker.parameter.RunParameters;

/**
 * What trading and holding cost (docs/engine.md, section 4). All rates are in basis points.
 *
 * @param tradeBps of the traded notional: commission, half the quoted spread, slippage
 * @param borrowBpsPerYear of the absolute value of short positions
 * @param financingBpsPerYear of negative cash
 * @param barsPerYear the parts into which a yearly rate is divided
 */
record Costs(
    double tradeBps, double borrowBpsPerYear, double financingBpsPerYear, double barsPerYear) {
  private static final double BPS = 10_000;

  static Costs of(RunParameters run) {
    return new Costs(
        run.number("commission_bps") + run.number("spread_bps") / 2 + run.number("slippage_bps"),
        run.number("borrow_bps_per_year"),
        run.number("financing_bps_per_year"),
        run.barRate().perYear());
  }

  /**
   * The cost of one trade, in account currency.
   *
   * @param notional its absolute value, in account currency
   */
  double ofTrade(double notional) {
    return notional * tradeBps / BPS;
  }

  /** What one bar costs with the short value and the cash of the previous close. */
  double carry(double shortValue, double cash) {
    double borrow = borrowBpsPerYear / BPS / barsPerYear * Math.abs(shortValue);
    double financing = financingBpsPerYear / BPS / barsPerYear * Math.max(0, -cash);
    return borrow + financing;
  }
}
