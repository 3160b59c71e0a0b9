package org.backtestrunner.worker.data;

/** Warns of data that is allowed but suspicious. */
public final class DataChecks {
  private static final double LARGEST_PLAUSIBLE_RATIO = 5;

  private DataChecks() {}

  /** Warns of closes that jump as an unadjusted split would make them. */
  public static void warnOfSplits(Panel panel, Warnings warnings) {
    for (int s = 0; s < panel.size(); s++) {
      SymbolHistory history = panel.history(s);
      for (int t = 1; t < history.size() && history.calendarIndex(t) <= panel.lastBar(); t++) {
        double before = history.close(t - 1);
        double after = history.close(t);
        if (after / before > LARGEST_PLAUSIBLE_RATIO || before / after > LARGEST_PLAUSIBLE_RATIO) {
          warnings.add(
              "unadjusted split",
              "symbol '"
                  + history.symbol()
                  + "': the close goes from "
                  + before
                  + " to "
                  + after
                  + " at "
                  + panel.format(history.calendarIndex(t))
                  + ": an unadjusted split?");
        }
      }
    }
  }
}
