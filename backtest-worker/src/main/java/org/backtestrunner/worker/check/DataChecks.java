package org.backtestrunner.worker.check;

import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.shared.text.ShortestDecimal;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.panel.FaultyRows;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.SymbolFacts;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;

/**
 * Warns of prices that are allowed but that a researcher would want to know of: one warning a
 * check, with the first examples. Looks at all observations up to the run's last bar.
 */
public final class DataChecks {
  private static final double JUMP_RATIO = 5;
  private static final int MOST_SPLIT_PARTS = 20;
  private static final double SPLIT_TOLERANCE = 0.05;
  private static final int SHOWN_EXAMPLES = 5;

  private final Panel panel;
  private final Warnings warnings;

  private DataChecks(Panel panel, Warnings warnings) {
    this.panel = panel;
    this.warnings = warnings;
  }

  /**
   * Makes all checks of the prices.
   *
   * @throws org.backtestrunner.worker.table.cell.BadDataException where bars of another frequency
   *     or opens that cannot be would make the result worthless
   */
  public static void run(RunParameters run, Panel panel, Warnings warnings) {
    BarFrequency.check(run, panel, warnings);
    checkFaultyRows(run, panel, warnings);
    DataChecks checks = new DataChecks(panel, warnings);
    checks.jumps();
    checks.largeMoves();
    checks.staleCloses();
    checks.gaps();
    checks.dataEnds();
  }

  private static void checkFaultyRows(RunParameters run, Panel panel, Warnings warnings) {
    boolean atOpen = run.text("fill_price").equals("open");
    for (FaultyRows.Kind kind : FaultyRows.Kind.values()) {
      FaultyPrices faulty = new FaultyPrices(run, panel, kind);
      faulty.warn(warnings);
      if (atOpen && faulty.areTooMany()) {
        throw faulty.refusal("fill_price is open");
      }
    }
  }

  /** The number of observations up to the run's last bar. */
  public static long observations(Panel panel) {
    long observations = 0;
    for (int s = 0; s < panel.size(); s++) {
      observations += panel.facts(s).observations(panel.lastBar());
    }
    return observations;
  }

  /** Each one: such a jump in a held position makes the whole result worthless. */
  private void jumps() {
    for (int s = 0; s < panel.size(); s++) {
      SymbolFacts facts = panel.facts(s);
      for (int i = 0; i < facts.jumps().length && facts.jumps()[i] <= panel.lastBar(); i++) {
        double before = facts.jumpCloses()[2 * i];
        double after = facts.jumpCloses()[2 * i + 1];
        double ratio = after / before;
        if (isNearSplit(Math.max(ratio, before / after))) {
          warnOfJump(WarningKind.SPLIT, s, i, "an unadjusted split?");
        } else if (ratio > JUMP_RATIO || ratio < 1 / JUMP_RATIO) {
          warnOfJump(WarningKind.JUMP, s, i, "a wrong price?");
        }
      }
    }
  }

  /** Whether the greater close is a small whole number of times the other one, or nearly so. */
  private static boolean isNearSplit(double ratio) {
    long parts = Math.max(2, Math.min(Math.round(ratio), MOST_SPLIT_PARTS));
    return ratio > SymbolFacts.SPLIT_RATIO && Math.abs(ratio - parts) <= SPLIT_TOLERANCE * parts;
  }

  private void warnOfJump(WarningKind kind, int symbol, int jump, String question) {
    SymbolFacts facts = panel.facts(symbol);
    warnings.add(
        kind,
        "symbol '"
            + panel.symbol(symbol)
            + "': the close goes from "
            + ShortestDecimal.plain(facts.jumpCloses()[2 * jump])
            + " to "
            + ShortestDecimal.plain(facts.jumpCloses()[2 * jump + 1])
            + " at "
            + panel.format(facts.jumps()[jump])
            + ": "
            + question);
  }

  private void largeMoves() {
    Findings findings = new Findings();
    for (int s = 0; s < panel.size(); s++) {
      SymbolFacts facts = panel.facts(s);
      for (int i = 0; i < facts.jumps().length && facts.jumps()[i] <= panel.lastBar(); i++) {
        double move = facts.jumpCloses()[2 * i + 1] / facts.jumpCloses()[2 * i] - 1;
        if (Math.abs(move) > SymbolFacts.LARGE_MOVE) {
          findings.add(
              panel.symbol(s)
                  + " "
                  + Math.round(move * 100)
                  + " % at "
                  + panel.format(facts.jumps()[i]));
        }
      }
    }
    findings.warn(WarningKind.LARGE_MOVE, "closes that move by more than 50 % in a bar");
  }

  private void staleCloses() {
    Findings findings = new Findings();
    for (int s = 0; s < panel.size(); s++) {
      SymbolFacts facts = panel.facts(s);
      int observations = facts.observations(panel.lastBar());
      for (int i = 0; i < facts.constant().length; i += 2) {
        int from = facts.constant()[i];
        // Those after the last bar do not count.
        int before = facts.observations(from) - 1;
        int closes = Math.min(facts.constant()[i + 1], observations - before);
        if (closes >= SymbolFacts.STALE_CLOSES) {
          findings.add(panel.symbol(s) + " " + closes + " from " + panel.format(from));
        }
      }
    }
    findings.warn(WarningKind.STALE_PRICES, "series of 5 or more equal closes");
  }

  private void gaps() {
    Findings findings = new Findings();
    for (int s = 0; s < panel.size(); s++) {
      int[] gaps = panel.facts(s).gaps();
      int missing = 0;
      int longest = 0;
      int beforeLongest = 0;
      for (int i = 0; i < gaps.length && gaps[i] + gaps[i + 1] < panel.lastBar(); i += 2) {
        missing += gaps[i + 1];
        if (gaps[i + 1] > longest) {
          longest = gaps[i + 1];
          beforeLongest = gaps[i];
        }
      }
      if (missing > 0) {
        findings.add(
            panel.symbol(s)
                + " "
                + missing
                + (missing == 1 ? " bar" : " bars")
                + ", the longest gap "
                + longest
                + " after "
                + panel.format(beforeLongest));
      }
    }
    findings.warn(
        WarningKind.GAPS, "symbols that lack bars between their first and last observation");
  }

  /** Symbols that end so late that they do not count as delisted. */
  private void dataEnds() {
    Findings findings = new Findings();
    for (int s = 0; s < panel.size(); s++) {
      int last = panel.facts(s).last();
      if (last < panel.lastBar() && !panel.isDelistedOnce(s)) {
        findings.add(panel.symbol(s) + " after " + panel.format(last));
      }
    }
    findings.warn(WarningKind.DATA_END, "symbols whose data end before the last bar");
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

    void warn(WarningKind kind, String what) {
      if (count > 0) {
        String more = count > examples.size() ? "; and " + (count - examples.size()) + " more" : "";
        warnings.add(kind, count + " " + what + ": " + String.join("; ", examples) + more);
      }
    }
  }
}
