package org.backtestrunner.worker.strategy;

import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.panel.Warnings;

/** Counts the rebalances at which the names of symbols decide, since scores are equal. */
final class EqualScores {
  private final Warnings warnings;
  private int rebalances;
  private int constant;
  private int tied;

  EqualScores(Warnings warnings) {
    this.warnings = warnings;
  }

  /** Counts a rebalance, be it skipped or not. */
  void addRebalance() {
    rebalances++;
  }

  /**
   * Looks at the scores of the rebalance.
   *
   * @param preference of at least two symbols, as {@link CrossSection#preference} gives it
   * @param top how many of them are bought
   * @param bottom how many of them are sold
   */
  void look(long[] preference, int top, int bottom) {
    int n = preference.length;
    long[] numbers = preference.clone();
    if (CrossSection.isTie(Selection.select(numbers, 0), Selection.select(numbers, n - 1))) {
      constant++;
    } else if ((top > 0 && isTieBefore(numbers, top))
        || (bottom > 0 && isTieBefore(numbers, n - bottom))) {
      tied++;
    }
  }

  private static boolean isTieBefore(long[] numbers, int place) {
    long before = Selection.select(numbers, place - 1);
    return CrossSection.isTie(before, Selection.next(numbers, place - 1));
  }

  /** Warns of what was found, once for all rebalances. */
  void warn() {
    if (constant > 0) {
      warnings.add(
          WarningKind.CONSTANT_SIGNAL,
          at(constant) + "all scores are equal; symbols were chosen by name");
    }
    if (tied > 0) {
      warnings.add(
          WarningKind.TIES,
          at(tied) + "scores are equal at the border of a selection; the tie was broken by name");
    }
  }

  private String at(int count) {
    return "at " + count + " of " + rebalances + " rebalances ";
  }
}
