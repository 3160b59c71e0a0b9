package org.backtestrunner.worker.engine;

import java.util.Arrays;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.SymbolFacts;
import org.backtestrunner.worker.table.cell.BadDataException;

/** What is known of each symbol at the current bar; bars are visited in order. */
final class Market {
  private static final int NONE = -1;

  private final Panel panel;
  private final SymbolFacts[] facts;
  private final double[] lastClose;
  private final double[] open;
  private final double[] volume;
  private int bar;
  private int openBar = NONE;
  private int volumeBar = NONE;

  Market(Panel panel) {
    this.panel = panel;
    this.facts = new SymbolFacts[panel.size()];
    this.lastClose = new double[panel.size()];
    this.open = new double[panel.size()];
    this.volume = new double[panel.size()];
    for (int s = 0; s < facts.length; s++) {
      facts[s] = panel.facts(s);
    }
  }

  /** Moves to a bar, taking up all observations up to its close. */
  void moveTo(int newBar) {
    bar = newBar;
    panel.readLastCloses(bar, lastClose);
  }

  /** Whether the symbol has had an observation by now. */
  boolean isKnown(int symbol) {
    return facts[symbol].first() <= bar;
  }

  /** The last known close, which must exist. */
  double lastClose(int symbol) {
    return lastClose[symbol];
  }

  /** The close of the current bar, NaN where the symbol has none. */
  double close(int symbol) {
    return facts[symbol].isObserved(bar) ? lastClose[symbol] : Double.NaN;
  }

  /** The open of the current bar, NaN where the symbol has none. */
  double open(int symbol) {
    if (openBar != bar) {
      panel.readOpens(bar, open);
      openBar = bar;
    }
    return open[symbol];
  }

  /**
   * The value that was traded at the current bar of a symbol that is observed there: close times
   * volume, above 0.
   *
   * @throws BadDataException where the price file does not say
   */
  double tradedValue(int symbol) {
    if (volumeBar != bar) {
      panel.readVolumes(bar, volume);
      volumeBar = bar;
    }
    double value = lastClose[symbol] * volume[symbol];
    if (!(value > 0)) {
      throw new BadDataException(
          "symbol '"
              + panel.symbol(symbol)
              + "' is traded at "
              + panel.format(bar)
              + ", where the price file has no volume of it: market_impact_bps needs one");
    }
    return value;
  }

  /** Whether the symbol is delisted at the current bar. */
  boolean isDelisted(int symbol) {
    return panel.isDelisted(symbol, bar);
  }

  /** Whether more than so many bars have passed since the last observation, which must exist. */
  boolean isStale(int symbol, long bars) {
    return bar - facts[symbol].lastAtOrBefore(bar) > bars;
  }

  /**
   * The symbols that may at some bar of the run be delisted or stale, ascending.
   *
   * @param bars without an observation that make a symbol stale; 0: never
   */
  int[] watched(long bars) {
    int[] watched = new int[facts.length];
    int count = 0;
    for (int s = 0; s < facts.length; s++) {
      boolean ends = facts[s].last() < panel.lastBar();
      if (ends || (bars > 0 && facts[s].longestGap() > bars)) {
        watched[count++] = s;
      }
    }
    return Arrays.copyOf(watched, count);
  }
}
