package org.backtestrunner.worker.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.Role;
import org.backtestrunner.worker.panel.Lookalikes;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.parameter.WeightsRoll;
import org.backtestrunner.worker.reading.InputReader;

/** Reads target weights: CSV {@code timestamp,symbol,weight}. */
public final class WeightsFile {
  private static final int NO_ENTRY = -1;

  private WeightsFile() {}

  /**
   * The weights in the range of a run, by calendar entry; each array has one weight a symbol of the
   * universe, 0 where the file gives none.
   *
   * @param roll what becomes of a timestamp that is no bar
   * @param panel bars and universe
   * @param firstDay first epoch day of the run, inclusive
   * @param lastDay last epoch day of the run, inclusive
   */
  public static Map<Integer, double[]> read(
      Input input, WeightsRoll roll, Panel panel, long firstDay, long lastDay, Warnings warnings) {
    Frequency frequency = panel.frequency();
    Map<Integer, double[]> decisions = new HashMap<>();
    Map<Integer, Set<String>> seen = new HashMap<>();
    Set<String> ignored = new HashSet<>();
    Map<Integer, Long> timeOfEntry = new HashMap<>();
    Set<Long> withoutBar = new HashSet<>();
    try (InputReader reader = InputReader.open(input, frequency)) {
      while (reader.next()) {
        long time = reader.barTime();
        long day = frequency.epochDay(time);
        if (day < firstDay || day > lastDay) {
          continue;
        }
        int entry = entry(time, roll, panel);
        if (entry == NO_ENTRY && roll == WeightsRoll.REFUSE) {
          throw reader.badCell(Role.TIMESTAMP, "is no bar of the price file");
        }
        if (entry == NO_ENTRY) {
          if (withoutBar.add(time)) {
            warnOfNoBar(frequency.format(time), roll, warnings);
          }
          continue;
        }
        Long other = timeOfEntry.put(entry, time);
        if (other != null && other != time) {
          throw reader.badCell(
              Role.TIMESTAMP,
              "and "
                  + frequency.format(other)
                  + " would both take effect at "
                  + panel.format(entry));
        }
        String symbol = reader.symbol();
        Set<String> symbols = seen.get(entry);
        if (symbols == null) {
          symbols = new HashSet<>();
          seen.put(entry, symbols);
        }
        if (!symbols.add(symbol)) {
          throw reader.bad("a second row of symbol '" + symbol + "' at " + panel.format(entry));
        }
        double value = reader.number(Role.WEIGHT);
        if (Double.isNaN(value)) {
          throw reader.bad(Role.WEIGHT, "the cell is empty");
        }
        if (!panel.isInPriceFile(symbol)) {
          throw reader.bad(
              Role.SYMBOL,
              "the price file has no symbol '" + symbol + "'" + lookalike(symbol, panel));
        }
        double[] weights = decisions.get(entry);
        if (weights == null) {
          weights = new double[panel.size()];
          decisions.put(entry, weights);
        }
        int index = panel.indexOf(symbol);
        if (index >= 0) {
          weights[index] = value;
        } else if (ignored.add(symbol)) {
          warnings.add(
              WarningKind.WEIGHTS_IGNORED,
              "symbol '"
                  + symbol
                  + "' of weights_file is not in the universe and is ignored"
                  + lookalike(symbol, panel));
        }
      }
      warnings.report(reader);
    }
    return decisions;
  }

  /** The calendar entry at which weights take effect, {@link #NO_ENTRY} where the run has none. */
  private static int entry(long time, WeightsRoll roll, Panel panel) {
    int found = Arrays.binarySearch(panel.calendar(), time);
    if (found >= 0) {
      return found;
    }
    int after = -found - 1;
    return switch (roll) {
      case REFUSE -> NO_ENTRY;
      case NEXT -> after <= panel.lastBar() ? after : NO_ENTRY;
      case PREVIOUS -> after > panel.firstBar() ? after - 1 : NO_ENTRY;
    };
  }

  private static String lookalike(String symbol, Panel panel) {
    Optional<String> words = Lookalikes.of(panel.universe().symbols()).words(symbol);
    return words.isPresent() ? "; " + words.get() : "";
  }

  private static void warnOfNoBar(String time, WeightsRoll roll, Warnings warnings) {
    String where = roll == WeightsRoll.NEXT ? "after" : "before";
    warnings.add(
        WarningKind.WEIGHTS_WITHOUT_BAR,
        "the run has no bar " + where + " " + time + ": these rows of weights_file are ignored");
  }
}
