package org.backtestrunner.worker.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.shared.text.ShortestDecimal;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.strategy.DecisionRule;
import org.backtestrunner.worker.table.cell.BadDataException;

/**
 * Plays a strategy's decisions through the bars of a run (docs/engine.md, section 4). The order of
 * events within a bar is that of {@link #bar}.
 */
public final class Simulation {
  private final Path priceFile;
  private final Panel panel;
  private final int symbols;
  private final DecisionRule.Decisions decisions;
  private final Warnings warnings;
  private final Market market;
  private final Execution execution;
  private final ForcedExit exit;
  private final Costs costs;

  /** The symbols that may become delisted or stale. */
  private final int[] watched;

  private final Outputs outputs;
  private final Orders orders;
  private final Account account;
  private final Targets targets;
  private final List<EquityPoint> equityCurve = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  private boolean wipedOut;

  private Simulation(
      RunParameters run,
      Panel panel,
      DecisionRule.Decisions decisions,
      Outputs outputs,
      Warnings warnings) {
    this.priceFile = run.file("price_file");
    this.panel = panel;
    this.symbols = panel.size();
    this.decisions = decisions;
    this.outputs = outputs;
    this.orders = new Orders(outputs.orders());
    this.warnings = warnings;
    this.market = new Market(panel);
    this.execution = Execution.of(run);
    this.exit = ForcedExit.of(run);
    this.watched = market.watched(exit.staleBars());
    this.costs = Costs.of(run, panel);
    this.account = new Account(run.number("start_capital"), costs, panel.size(), orders);
    this.targets = new Targets(panel.size());
    decisions.watch(new FilledPortfolio(account, market));
  }

  /**
   * Simulates a run.
   *
   * @throws BadDataException where opens are to fill or volumes tell costs and the price file has
   *     none, for a bad file of costs, and where equity overflows
   */
  public static SimulationResult run(
      RunParameters run,
      Panel panel,
      DecisionRule.Decisions decisions,
      Outputs outputs,
      Warnings warnings) {
    return new Simulation(run, panel, decisions, outputs, warnings).run();
  }

  private SimulationResult run() {
    if (execution.atOpen() && !panel.has(Column.OPEN)) {
      throw new BadDataException(
          priceFile, "fill_price is open, but the price file has no column 'open'");
    }
    if (costs.haveImpact() && !panel.has(Column.VOLUME)) {
      throw new BadDataException(
          priceFile, "market_impact_bps is above 0, but the price file has no column 'volume'");
    }
    for (int bar = panel.firstBar(); bar <= panel.lastBar(); bar++) {
      bar(bar);
    }
    decisions.end();
    warnOfFlatStart();
    return new SimulationResult(outputs, equityCurve, orders.size(), orders.all(), positions);
  }

  private void bar(int bar) {
    int ordersBefore = orders.size();
    boolean due = false;
    market.moveTo(bar);
    account.beginBar();
    if (!wipedOut) {
      if (bar > panel.firstBar()) {
        account.carry();
      }
      closeDelistedAndStale(bar);
      due = execution.lagBars() == 0 ? tradeAtOnce(bar) : trade(bar);
    }
    orders.sortBySymbol(ordersBefore);
    record(bar, outputs.positions() && (due || orders.size() > ordersBefore));
  }

  private boolean trade(int bar) {
    boolean due = targets.becomeDue(bar);
    if (execution.atOpen()) {
      fillAtOpen(bar);
    } else {
      fillAtClose(bar);
    }
    markAndTestForWipeOut(bar);
    if (!wipedOut) {
      decide(bar);
    }
    return due;
  }

  /** The order of events without a lag: the targets use a mark before the fills. */
  private boolean tradeAtOnce(int bar) {
    markAndTestForWipeOut(bar);
    if (wipedOut) {
      return false;
    }
    decide(bar);
    boolean due = targets.becomeDue(bar);
    fillAtClose(bar);
    markAndTestForWipeOut(bar);
    return due;
  }

  private void closeDelistedAndStale(int bar) {
    for (int s : watched) {
      if (!market.isKnown(s)) {
        continue;
      }
      boolean delisted = market.isDelisted(s);
      boolean stale = exit.staleBars() > 0 && market.isStale(s, exit.staleBars());
      if (!delisted && !stale) {
        continue;
      }
      targets.settle(s);
      if (account.quantity(s) != 0) {
        double price = exit.price(market.lastClose(s), delisted);
        if (delisted) {
          warnOfDelisted(s, price);
        }
        account.close(bar, s, price);
      }
    }
  }

  private void warnOfDelisted(int symbol, double price) {
    warnings.add(
        WarningKind.DELISTED_HELD,
        "symbol '"
            + panel.symbol(symbol)
            + "' was held when it was delisted after "
            + panel.format(panel.facts(symbol).last())
            + ": its position is closed at "
            + ShortestDecimal.plain(price));
  }

  private void fillAtOpen(int bar) {
    for (int s = 0; s < symbols && targets.isAnyOpen(); s++) {
      if (targets.isOpen(s)) {
        fill(bar, s, market.open(s));
      }
    }
  }

  private void fillAtClose(int bar) {
    for (int s = 0; s < symbols && targets.isAnyOpen(); s++) {
      if (targets.isOpen(s)) {
        fill(bar, s, market.close(s));
      }
    }
  }

  private void fill(int bar, int symbol, double price) {
    if (!Double.isNaN(price)) {
      account.tradeTo(bar, symbol, targets.quantity(symbol), price, market);
      targets.settle(symbol);
    }
  }

  private void markAndTestForWipeOut(int bar) {
    account.mark(market);
    double equity = account.equity();
    if (!Double.isFinite(equity)) {
      throw new BadDataException(
          priceFile, "equity is no longer a finite number at " + panel.format(bar));
    }
    if (equity <= 0) {
      warnings.add(
          WarningKind.WIPE_OUT,
          "wiped out at "
              + panel.format(bar)
              + ": equity was "
              + ShortestDecimal.plain(equity)
              + ", all positions are closed and the remainder is written off");
      account.wipeOut(bar, market);
      targets.clear();
      wipedOut = true;
    }
  }

  private void decide(int bar) {
    Optional<double[]> weights = decisions.at(bar);
    if (weights.isPresent()) {
      targets.decide(execution.dueBar(bar), quantities(weights.get(), bar));
    }
  }

  private double[] quantities(double[] weights, int bar) {
    double equity = account.equity();
    double[] quantities = new double[weights.length];
    for (int s = 0; s < weights.length; s++) {
      if (weights[s] == 0) {
        continue;
      }
      if (market.isKnown(s)) {
        quantities[s] = finite(execution.inLots(weights[s] * equity / market.lastClose(s)), bar, s);
      } else {
        warnings.add(
            WarningKind.NO_PRICE,
            "symbol '"
                + panel.symbol(s)
                + "' has a weight at "
                + panel.format(bar)
                + " but no close yet: its target is 0");
      }
    }
    return quantities;
  }

  private double finite(double quantity, int bar, int symbol) {
    if (!Double.isFinite(quantity)) {
      throw new BadDataException(
          "the target of symbol '"
              + panel.symbol(symbol)
              + "' at "
              + panel.format(bar)
              + " is too large to be a number: weight and equity are out of all proportion");
    }
    return quantity;
  }

  private void record(int bar, boolean positionsToo) {
    equityCurve.add(
        new EquityPoint(
            bar,
            account.equity(),
            account.cash(),
            account.longValue(),
            account.shortValue(),
            account.barCost()));
    if (positionsToo) {
      for (int s : account.held()) {
        double quantity = account.quantity(s);
        double weight = quantity * market.lastClose(s) / account.equity();
        positions.add(new Position(bar, s, quantity, weight));
      }
    }
  }

  private void warnOfFlatStart() {
    int bars = equityCurve.size();
    if (orders.size() == 0) {
      warnings.add(WarningKind.NO_ORDERS, "no order was filled: the equity curve is flat");
      return;
    }
    int before = orders.firstBar() - panel.firstBar();
    if (before > 0.05 * bars) {
      warnings.add(
          WarningKind.FLAT_START,
          "the first fill is at "
              + panel.format(orders.firstBar())
              + ", after "
              + before
              + " of "
              + bars
              + " bars: the flat start dilutes every statistic");
    }
  }
}
