package org.backtestrunner.worker.engine;

import java.util.Arrays;
import org.backtestrunner.worker.data.Column;
import org.backtestrunner.worker.data.Panel;
import org.backtestrunner.worker.data.SymbolHistory;

/** What is known of each symbol at the current bar; bars are visited in order. */
final class Market {
  private static final int NONE = -1;

  private final Panel panel;
  private final int[] next;
  private final int[] latest;
  private final double[] lastClose;
  private int entry;

  Market(Panel panel) {
    this.panel = panel;
    this.next = new int[panel.size()];
    this.latest = new int[panel.size()];
    this.lastClose = new double[panel.size()];
    Arrays.fill(latest, NONE);
  }

  /** Moves to a bar, taking up all observations up to its close. */
  void moveTo(int newEntry) {
    entry = newEntry;
    for (int s = 0; s < next.length; s++) {
      SymbolHistory history = panel.history(s);
      int t = next[s];
      while (t < history.size() && history.calendarIndex(t) <= entry) {
        t++;
      }
      if (t > next[s]) {
        next[s] = t;
        latest[s] = t - 1;
        lastClose[s] = history.close(t - 1);
      }
    }
  }

  int entry() {
    return entry;
  }

  /** Whether the symbol has had an observation by now. */
  boolean isKnown(int symbol) {
    return latest[symbol] != NONE;
  }

  boolean isObserved(int symbol) {
    return isKnown(symbol) && panel.history(symbol).calendarIndex(latest[symbol]) == entry;
  }

  /** The last known close, which must exist. */
  double lastClose(int symbol) {
    return lastClose[symbol];
  }

  /** A price of the current bar, NaN where the symbol has none. */
  double price(int symbol, Column column) {
    return isObserved(symbol) ? panel.history(symbol).value(column, latest[symbol]) : Double.NaN;
  }

  /** Whether the whole file has no observation of the symbol at this bar or later. */
  boolean isDelisted(int symbol) {
    return panel.history(symbol).lastCalendarIndex() < entry;
  }

  /** The number of calendar entries since the last observation, which must exist. */
  int barsSinceObservation(int symbol) {
    return entry - panel.history(symbol).calendarIndex(latest[symbol]);
  }
}
