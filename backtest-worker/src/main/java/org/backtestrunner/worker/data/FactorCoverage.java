package org.backtestrunner.worker.data;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.worker.panel.Universe;

/**
 * Where a column of a factor file has values for a universe, whatever the dates and the sample of a
 * run. A spell is a pair of calendar entries, both inclusive; those of one array ascend.
 *
 * @param factor the name of the column
 * @param firstTime the first bar time of the file
 * @param lastTime the last one
 * @param timed spells at which a row of any symbol is young enough
 * @param spells different arrays of spells at which a symbol has a value
 * @param ofSymbol the place among {@code spells} of each symbol of the universe
 * @param lookalikes symbols that the file has instead of one of the universe and that differ from
 *     it in case, quotes or blanks only; empty texts for all others
 */
public record FactorCoverage(
    String factor,
    long firstTime,
    long lastTime,
    int[] timed,
    List<int[]> spells,
    int[] ofSymbol,
    List<String> lookalikes) {

  /** Whether a row of any symbol is young enough at one of some entries. */
  public boolean isTimed(int firstEntry, int lastEntry) {
    return meets(timed, firstEntry, lastEntry);
  }

  /** Whether a symbol of the universe has a value at one of some entries. */
  public boolean isValued(int symbol, int firstEntry, int lastEntry) {
    return meets(spells.get(ofSymbol[symbol]), firstEntry, lastEntry);
  }

  private static boolean meets(int[] spells, int firstEntry, int lastEntry) {
    for (int i = 0; i < spells.length && spells[i] <= lastEntry; i += 2) {
      if (spells[i + 1] >= firstEntry) {
        return true;
      }
    }
    return false;
  }

  /** Takes up the series of symbols, then says where each column is covered. */
  static final class Builder {
    private final Universe universe;
    private final long maximumAgeDays;
    private final boolean[] timed;
    private final List<List<int[]>> spells = new ArrayList<>();
    private final List<Map<IntBuffer, Integer>> placeOfSpells = new ArrayList<>();
    private final List<int[]> ofSymbol = new ArrayList<>();
    private final String[] lookalikes;
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;

    Builder(Universe universe, long maximumAgeDays, int columns) {
      this.universe = universe;
      this.maximumAgeDays = maximumAgeDays;
      this.timed = new boolean[universe.calendar().length];
      this.lookalikes = new String[universe.size()];
      Arrays.fill(lookalikes, "");
      for (int column = 0; column < columns; column++) {
        // The first ones are those of symbols that the file lacks.
        spells.add(new ArrayList<>(List.of(new int[0])));
        placeOfSpells.add(new HashMap<>(Map.of(IntBuffer.wrap(new int[0]), 0)));
        ofSymbol.add(new int[universe.size()]);
      }
    }

    /** Takes the series of a symbol that the universe does not have. */
    void addStranger(FactorSeries series) {
      add(series, -1);
    }

    /** Takes the series of a symbol of the universe. */
    void add(FactorSeries series, int symbol) {
      firstTime = Math.min(firstTime, series.time(0));
      lastTime = Math.max(lastTime, series.time(series.size() - 1));
      long[] calendar = universe.calendar();
      Spells[] found = new Spells[ofSymbol.size()];
      for (int column = 0; column < found.length; column++) {
        found[column] = new Spells();
      }
      int entry = 0;
      for (int row = 0; row < series.size(); row++) {
        while (entry < calendar.length && calendar[entry] < series.time(row)) {
          entry++;
        }
        int from = entry;
        while (entry < calendar.length
            && (row == series.size() - 1 || calendar[entry] < series.time(row + 1))
            && isFresh(series.time(row), calendar[entry])) {
          timed[entry++] = true;
        }
        for (int column = 0; entry > from && symbol >= 0 && column < found.length; column++) {
          if (!Double.isNaN(series.value(row, column))) {
            found[column].add(from, entry - 1);
          }
        }
      }
      for (int column = 0; symbol >= 0 && column < found.length; column++) {
        ofSymbol.get(column)[symbol] = place(column, found[column].all());
      }
    }

    private boolean isFresh(long rowTime, long barTime) {
      return FactorSeries.isFresh(rowTime, barTime, maximumAgeDays, universe.frequency());
    }

    private int place(int column, int[] all) {
      Integer known = placeOfSpells.get(column).get(IntBuffer.wrap(all));
      if (known != null) {
        return known;
      }
      int place = spells.get(column).size();
      spells.get(column).add(all);
      placeOfSpells.get(column).put(IntBuffer.wrap(all), place);
      return place;
    }

    /** Notes a symbol of the file that looks like one of the universe. */
    void lookalike(String listed, int symbol) {
      if (lookalikes[symbol].isEmpty()) {
        lookalikes[symbol] = listed;
      }
    }

    FactorCoverage build(String factor, int column) {
      Spells anyTime = new Spells();
      for (int entry = 0; entry < timed.length; entry++) {
        if (timed[entry]) {
          anyTime.add(entry, entry);
        }
      }
      return new FactorCoverage(
          factor,
          firstTime,
          lastTime,
          anyTime.all(),
          spells.get(column),
          ofSymbol.get(column),
          List.of(lookalikes));
    }
  }

  /** A growing array of spells; those that touch are one. */
  private static final class Spells {
    private int[] pairs = {};
    private int size;

    void add(int from, int to) {
      if (size > 0 && pairs[size - 1] == from - 1) {
        pairs[size - 1] = to;
        return;
      }
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, Math.max(8, size * 2));
      }
      pairs[size++] = from;
      pairs[size++] = to;
    }

    int[] all() {
      return Arrays.copyOf(pairs, size);
    }
  }
}
