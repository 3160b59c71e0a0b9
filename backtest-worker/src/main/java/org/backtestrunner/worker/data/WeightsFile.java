package org.backtestrunner.worker.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.parameter.WeightsRoll;
import org.backtestrunner.worker.table.Tables;
import org.backtestrunner.worker.table.cell.TableReader;

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
      Path file,
      WeightsRoll roll,
      Panel panel,
      long firstDay,
      long lastDay,
      Warnings warnings) {
    Frequency frequency = panel.frequency();
    Map<Integer, double[]> decisions = new HashMap<>();
    Map<Integer, Set<String>> seen = new HashMap<>();
    Set<String> ignored = new HashSet<>();
    Map<Integer, Long> timeOfEntry = new HashMap<>();
    Set<Long> withoutBar = new HashSet<>();
    try (TableReader table = Tables.open(file, frequency)) {
      int timestamp = table.requiredColumn("timestamp");
      int symbolColumn = table.requiredColumn("symbol");
      int weight = table.requiredColumn("weight");
      while (table.next()) {
        long time = table.barTime(timestamp);
        long day = frequency.epochDay(time);
        if (day < firstDay || day > lastDay) {
          continue;
        }
        int entry = entry(time, roll, panel);
        if (entry == NO_ENTRY && roll == WeightsRoll.REFUSE) {
          throw table.bad(timestamp, table.quoted(timestamp) + " is no bar of the price file");
        }
        if (entry == NO_ENTRY) {
          if (withoutBar.add(time)) {
            warnOfNoBar(frequency.format(time), roll, warnings);
          }
          continue;
        }
        Long other = timeOfEntry.put(entry, time);
        if (other != null && other != time) {
          throw table.bad(
              timestamp,
              table.quoted(timestamp)
                  + " and "
                  + frequency.format(other)
                  + " would both take effect at "
                  + panel.format(entry));
        }
        String symbol = table.requiredText(symbolColumn);
        Set<String> symbols = seen.get(entry);
        if (symbols == null) {
          symbols = new HashSet<>();
          seen.put(entry, symbols);
        }
        if (!symbols.add(symbol)) {
          throw table.bad("a second row of symbol '" + symbol + "' at " + panel.format(entry));
        }
        double value = table.number(weight);
        if (Double.isNaN(value)) {
          throw table.bad(weight, "the cell is empty");
        }
        if (!panel.isInPriceFile(symbol)) {
          throw table.bad(symbolColumn, "the price file has no symbol '" + symbol + "'");
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
              "symbol outside the universe",
              "symbol '" + symbol + "' of weights_file is not in the universe and is ignored");
        }
      }
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

  private static void warnOfNoBar(String time, WeightsRoll roll, Warnings warnings) {
    String where = roll == WeightsRoll.NEXT ? "after" : "before";
    warnings.add(
        "weights_without_bar",
        "the run has no bar " + where + " " + time + ": these rows of weights_file are ignored");
  }
}
