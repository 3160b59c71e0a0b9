package org.backtestrunner.worker.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;

/**
 * The symbols of a universe, before any sample, that are observed at a bar of a run and that a file
 * has nothing about.
 */
final class MissingSymbols {
  private static final int SHOWN_EXAMPLES = 5;

  private final int[] observed;
  private final List<String> examples = new ArrayList<>();
  private int count;
  private Optional<String> misspelt = Optional.empty();
  private int misspeltCount;

  MissingSymbols(Panel panel) {
    int[] symbols = new int[panel.universe().size()];
    int size = 0;
    for (int s = 0; s < symbols.length; s++) {
      if (panel.universe().facts(s).lastAtOrBefore(panel.lastBar()) >= panel.firstBar()) {
        symbols[size++] = s;
      }
    }
    this.observed = Arrays.copyOf(symbols, size);
  }

  /** The numbers in the universe of all symbols that are asked for. */
  int[] observed() {
    return observed;
  }

  /**
   * Adds one that is missing.
   *
   * @param misspelling where the file has a symbol that looks like it, half a sentence about both
   */
  void add(String symbol, Optional<String> misspelling) {
    count++;
    if (examples.size() < SHOWN_EXAMPLES) {
      examples.add(symbol);
    }
    if (misspelling.isPresent()) {
      misspeltCount++;
      if (misspelt.isEmpty()) {
        misspelt = misspelling;
      }
    }
  }

  boolean areAll() {
    return count == observed.length;
  }

  /** What is said where all are missing. */
  String none(String what) {
    return "no symbol of the universe has a " + what + howMisspelt();
  }

  /** Warns where any is missing; seriously, whatever the kind, where one is probably misspelt. */
  void warn(WarningKind kind, String what, String file, Warnings warnings) {
    if (count > 0) {
      warnings.add(
          kind,
          kind.isSerious() || misspelt.isPresent(),
          count
              + " of "
              + observed.length
              + " symbols that are observed in the run have no "
              + what
              + " in "
              + file
              + ": "
              + String.join(", ", examples)
              + (count > examples.size() ? " and " + (count - examples.size()) + " more" : "")
              + howMisspelt());
    }
  }

  private String howMisspelt() {
    if (misspelt.isEmpty()) {
      return "";
    }
    String more = misspeltCount == 1 ? "" : " (and " + (misspeltCount - 1) + " more like that)";
    return "; " + misspelt.get() + more;
  }
}
