package org.backtestrunner.worker.strategy;

import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;

/** Warns of each rebalance that has too few symbols, and seriously of too many of them. */
final class SkippedRebalances {
  /** More than one of so many is serious. */
  private static final int SERIOUS_PART = 10;

  private final Panel panel;
  private final Warnings warnings;
  private final int rebalances;
  private int skipped;

  private SkippedRebalances(Panel panel, Warnings warnings, int rebalances) {
    this.panel = panel;
    this.warnings = warnings;
    this.rebalances = rebalances;
  }

  static SkippedRebalances of(RunParameters run, Panel panel, Warnings warnings) {
    RebalanceSchedule schedule = RebalanceSchedule.of(run, panel);
    int rebalances = 0;
    for (int bar = panel.firstBar(); bar <= panel.lastBar(); bar++) {
      if (schedule.isDecision(bar)) {
        rebalances++;
      }
    }
    return new SkippedRebalances(panel, warnings, rebalances);
  }

  /**
   * Takes the next one.
   *
   * @param symbols how many have all factors
   */
  void add(int bar, int symbols, int longs, int shorts) {
    warnings.add(
        WarningKind.SKIPPED_REBALANCE,
        "rebalance at "
            + panel.format(bar)
            + " skipped: "
            + symbols
            + " symbols have all factors, too few for "
            + longs
            + " long and "
            + shorts
            + " short");
    boolean wasSerious = isSerious();
    skipped++;
    if (isSerious() && !wasSerious) {
      warnings.add(
          WarningKind.SKIPPED_REBALANCE,
          true,
          "more than a tenth of the "
              + rebalances
              + " rebalances is skipped: positions stay as they are");
    }
  }

  private boolean isSerious() {
    return (long) SERIOUS_PART * skipped > rebalances;
  }
}
