package org.backtestrunner.worker.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Warns of data that is allowed but that a researcher would want to know of: one warning a check,
 * with the first examples. Looks at all observations up to the run's last bar.
 */
public final class DataChecks {
  private static final double SPLIT_RATIO = 5;
  private static final double LARGE_MOVE = 0.5;
  private static final int STALE_CLOSES = 5;
  private static final int SHOWN_EXAMPLES = 5;

  private final Panel panel;
  private final Warnings warnings;

  private DataChecks(Panel panel, Warnings warnings) {
    this.panel = panel;
    this.warnings = warnings;
  }

  /** Makes all checks. */
  public static void run(Panel panel, Warnings warnings) {
    DataChecks checks = new DataChecks(panel, warnings);
    checks.splits();
    checks.largeMoves();
    checks.staleCloses();
    checks.gaps();
    checks.delistings();
  }

  /** The number of observations up to the run's last bar. */
  public static long observations(Panel panel) {
    long observations = 0;
    for (int s = 0; s < panel.size(); s++) {
      observations += observations(panel, s);
    }
    return observations;
  }

  private static int observations(Panel panel, int symbol) {
    return panel.history(symbol).observationAtOrBefore(panel.lastBar()) + 1;
  }

  /** Each one: such a jump in a held position makes the whole result worthless. */
  private void splits() {
    for (int s = 0; s < panel.size(); s++) {
      SymbolHistory history = panel.history(s);
      for (int t = 1; t < observations(panel, s); t++) {
        double ratio = history.close(t) / history.close(t - 1);
        if (ratio > SPLIT_RATIO || ratio < 1 / SPLIT_RATIO) {
          warnings.add(
              "unadjusted split",
              "symbol '"
                  + history.symbol()
                  + "': the close goes from "
                  + history.close(t - 1)
                  + " to "
                  + history.close(t)
                  + " at "
                  + at(history, t)
                  + ": an unadjusted split?");
        }
      }
    }
  }

  private void largeMoves() {
    Findings findings = new Findings();
    for (int s = 0; s < panel.size(); s++) {
      SymbolHistory history = panel.history(s);
      for (int t = 1; t < observations(panel, s); t++) {
        double move = history.close(t) / history.close(t - 1) - 1;
        if (Math.abs(move) > LARGE_MOVE) {
          findings.add(history.symbol() + " " + Math.round(move * 100) + " % at " + at(history, t));
        }
      }
    }
    findings.warn("large move", "closes that move by more than 50 % in a bar");
  }

  private void staleCloses() {
    Findings findings = new Findings();
    for (int s = 0; s < panel.size(); s++) {
      SymbolHistory history = panel.history(s);
      int size = observations(panel, s);
      int first = 0;
      for (int t = 1; t <= size; t++) {
        if (t == size || history.close(t) != history.close(first)) {
          if (t - first >= STALE_CLOSES) {
            findings.add(history.symbol() + " " + (t - first) + " from " + at(history, first));
          }
          first = t;
        }
      }
    }
    findings.warn("stale prices", "series of 5 or more equal closes");
  }

  private void gaps() {
    Findings findings = new Findings();
    for (int s = 0; s < panel.size(); s++) {
      SymbolHistory history = panel.history(s);
      int missing = 0;
      int longest = 0;
      int afterLongest = 0;
      for (int t = 1; t < observations(panel, s); t++) {
        int gap = history.calendarIndex(t) - history.calendarIndex(t - 1) - 1;
        missing += gap;
        if (gap > longest) {
          longest = gap;
          afterLongest = t - 1;
        }
      }
      if (missing > 0) {
        findings.add(
            history.symbol()
                + " "
                + missing
                + (missing == 1 ? " bar" : " bars")
                + ", the longest gap "
                + longest
                + " after "
                + at(history, afterLongest));
      }
    }
    findings.warn("gaps", "symbols that lack bars between their first and last observation");
  }

  private void delistings() {
    Findings findings = new Findings();
    for (int s = 0; s < panel.size(); s++) {
      SymbolHistory history = panel.history(s);
      int last = history.lastCalendarIndex();
      if (last >= panel.firstBar() && last < panel.lastBar()) {
        findings.add(history.symbol() + " after " + panel.format(last));
      }
    }
    findings.warn("delistings", "symbols that end within the range and count as delisted");
  }

  private String at(SymbolHistory history, int observation) {
    return panel.format(history.calendarIndex(observation));
  }

  /** What a check has found: the first examples and the number of all. */
  private final class Findings {
    private final List<String> examples = new ArrayList<>();
    private int count;

    void add(String example) {
      count++;
      if (examples.size() < SHOWN_EXAMPLES) {
        examples.add(example);
      }
    }

    void warn(String kind, String what) {
      if (count > 0) {
        String more = count > examples.size() ? "; and " + (count - examples.size()) + " more" : "";
        warnings.add(kind, count + " " + what + ": " + String.join("; ", examples) + more);
      }
    }
  }
}
