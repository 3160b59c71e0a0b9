package org.backtestrunner.worker.engine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.backtestrunner.worker.data.CostsFile;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.parameter.RunParameters;

/**
 * What trading and holding cost (docs/engine.md, section 4). All rates are in basis points.
 *
 * @param tradeBps of the traded notional, by symbol: commission, half the quoted spread, slippage
 * @param borrowBpsPerYear of the absolute value of short positions, by symbol
 * @param isBorrowUniform whether that is the same for all symbols
 * @param financingBpsPerYear of negative cash
 * @param barsPerYear the parts into which a yearly rate is divided
 * @param impactBps of a trade as large as all that was traded at its bar; 0: trades move no price
 * @param impactExponent of the share that a trade is of that
 */
record Costs(
    double[] tradeBps,
    double[] borrowBpsPerYear,
    boolean isBorrowUniform,
    double financingBpsPerYear,
    double barsPerYear,
    double impactBps,
    double impactExponent) {
  private static final double BPS = 10_000;

  /**
   * Those of a run.
   *
   * @throws org.backtestrunner.worker.table.cell.BadDataException for a bad file of costs
   */
  static Costs of(RunParameters run, Panel panel) {
    Optional<CostsFile> own = Optional.empty();
    Optional<Path> file = run.findFile("costs_file");
    if (file.isPresent()) {
      own = Optional.of(CostsFile.read(file.get()));
      own.get().checkSymbols(panel);
    }
    double[] commission = rates("commission_bps", run, panel, own);
    double[] spread = rates("spread_bps", run, panel, own);
    double[] slippage = rates("slippage_bps", run, panel, own);
    double[] trade = new double[panel.size()];
    for (int s = 0; s < trade.length; s++) {
      trade[s] = commission[s] + spread[s] / 2 + slippage[s];
    }
    String borrow = "borrow_bps_per_year";
    return new Costs(
        trade,
        rates(borrow, run, panel, own),
        own.isEmpty() || !own.get().columns().contains(borrow),
        run.number("financing_bps_per_year"),
        run.barRate().perYear(),
        run.number("market_impact_bps"),
        run.number("impact_exponent"));
  }

  /** The rate of each symbol: its own, or that of the run. */
  private static double[] rates(
      String name, RunParameters run, Panel panel, Optional<CostsFile> own) {
    double[] rates = new double[panel.size()];
    Arrays.fill(rates, run.number(name));
    for (int s = 0; s < rates.length && own.isPresent(); s++) {
      double value = own.get().value(panel.symbol(s), name);
      rates[s] = Double.isNaN(value) ? rates[s] : value;
    }
    return rates;
  }

  /** Whether a trade costs the more, the larger a part it is of what is traded at its bar. */
  boolean haveImpact() {
    return impactBps > 0;
  }

  /**
   * The cost of a trade at the current bar, in account currency.
   *
   * @param notional its absolute value, in account currency
   * @throws org.backtestrunner.worker.table.cell.BadDataException where it moves the price and
   *     nobody knows how much was traded
   */
  double ofFill(int symbol, double notional, Market market) {
    return haveImpact()
        ? notional * (tradeBps[symbol] + impact(notional / market.tradedValue(symbol))) / BPS
        : ofForcedExit(symbol, notional);
  }

  /** In basis points, of a trade that is a share of what was traded at its bar. */
  private double impact(double share) {
    return impactBps * StrictMath.pow(share, impactExponent);
  }

  /** The cost of a trade that no market sees: it moves no price. */
  double ofForcedExit(int symbol, double notional) {
    return notional * tradeBps[symbol] / BPS;
  }

  /** What borrowing some value of a symbol costs for one bar. */
  double borrow(int symbol, double shortValue) {
    return borrowBpsPerYear[symbol] / BPS / barsPerYear * Math.abs(shortValue);
  }

  /** The same where all symbols have one rate. */
  double borrow(double shortValue) {
    return borrow(0, shortValue);
  }

  /** What one bar costs with the cash of the previous close. */
  double financing(double cash) {
    return financingBpsPerYear / BPS / barsPerYear * Math.max(0, -cash);
  }
}
