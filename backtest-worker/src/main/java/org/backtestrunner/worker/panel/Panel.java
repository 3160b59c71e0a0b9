package org.backtestrunner.worker.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.parameter.EpochDay;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.table.cell.BadDataException;

/**
 * The data that a run trades on: the sampled symbols of a universe, sorted, and the bars of the
 * universe's calendar that lie in the run's dates.
 */
public final class Panel {
  /** Spreads small seeds, whose first draws would be nearly equal. */
  private static final long SEED_FACTOR = 0x9E3779B97F4A7C15L;

  /** How long the calendar goes on after the last observation of a symbol that is delisted. */
  private static final int DELISTED_AFTER_DAYS = 5;

  private final Universe universe;

  /** The number in the universe of each symbol. */
  private final int[] sample;

  private final int firstBar;
  private final int lastBar;

  private final int barsPerDay;

  /** A row of the universe while it is reduced to the sample. */
  private final double[] universeRow;

  private Panel(Universe universe, int barsPerDay, int[] sample, int firstBar, int lastBar) {
    this.barsPerDay = barsPerDay;
    this.universe = universe;
    this.sample = sample;
    this.firstBar = firstBar;
    this.lastBar = lastBar;
    this.universeRow = new double[universe.size()];
  }

  /**
   * Reads the panel of a run from its price file.
   *
   * @param warnings takes what is odd but allowed
   * @throws BadDataException for bad files, an empty universe or fewer than two bars
   */
  public static Panel read(RunParameters run, Warnings warnings) {
    return of(run, PriceHistories.read(run, warnings));
  }

  /** All symbols and the whole calendar of a universe. */
  public static Panel whole(RunParameters run, Universe universe) {
    return new Panel(
        universe, run.barRate().perDay(), all(universe.size()), 0, universe.calendar().length - 1);
  }

  /**
   * The panel of a run.
   *
   * @throws BadDataException for fewer than two bars
   */
  public static Panel of(RunParameters run, Universe universe) {
    Frequency frequency = universe.frequency();
    long[] calendar = universe.calendar();
    long start = EpochDay.of(run.date("start_date"));
    long end = EpochDay.of(run.date("end_date"));
    int first = 0;
    while (first < calendar.length && frequency.epochDay(calendar[first]) < start) {
      first++;
    }
    int last = calendar.length - 1;
    while (last >= 0 && frequency.epochDay(calendar[last]) > end) {
      last--;
    }
    if (last - first + 1 < 2) {
      throw new BadDataException(
          run.file("price_file"),
          "fewer than 2 bars from "
              + run.date("start_date")
              + " to "
              + run.date("end_date")
              + " (the universe's observations go from "
              + frequency.format(calendar[0])
              + " to "
              + frequency.format(calendar[calendar.length - 1])
              + ")");
    }
    return new Panel(universe, run.barRate().perDay(), sample(run, universe.size()), first, last);
  }

  private static int[] sample(RunParameters run, int universeSize) {
    int[] all = all(universeSize);
    double share = run.number("universe_sample");
    if (share == 1) {
      return all;
    }
    List<Integer> drawn = new ArrayList<>();
    for (int symbol : all) {
      drawn.add(symbol);
    }
    Collections.shuffle(drawn, new Random(run.integer("seed") * SEED_FACTOR));
    int size = Math.max(1, (int) Math.ceil(share * universeSize - 1e-9));
    List<Integer> kept = drawn.subList(0, size);
    Collections.sort(kept);
    int[] sample = new int[size];
    for (int i = 0; i < size; i++) {
      sample[i] = kept.get(i);
    }
    return sample;
  }

  private static int[] all(int size) {
    int[] all = new int[size];
    for (int i = 0; i < size; i++) {
      all[i] = i;
    }
    return all;
  }

  public Universe universe() {
    return universe;
  }

  public Frequency frequency() {
    return universe.frequency();
  }

  /** The number of symbols that the run may trade. */
  public int size() {
    return sample.length;
  }

  /** The number in the universe of a symbol of this panel. */
  public int inUniverse(int symbol) {
    return sample[symbol];
  }

  /** Equal for panels with the same symbols of one universe. */
  public Object sampleIdentity() {
    if (isWhole()) {
      return "whole";
    }
    List<Integer> symbols = new ArrayList<>();
    for (int symbol : sample) {
      symbols.add(symbol);
    }
    return symbols;
  }

  public String symbol(int symbol) {
    return universe.symbol(sample[symbol]);
  }

  public SymbolFacts facts(int symbol) {
    return universe.facts(sample[symbol]);
  }

  /** The number of a symbol of the panel, -1 where it is not in it. */
  public int indexOf(String symbol) {
    int found = Arrays.binarySearch(sample, universe.indexOf(symbol));
    return found >= 0 ? found : -1;
  }

  /**
   * Whether a symbol may be decided on at a bar: it is observed there, or its last observation is
   * at most so many days older, from date to date, and it is not delisted.
   */
  public boolean isCurrent(int symbol, int bar, long maximumAgeDays) {
    int last = facts(symbol).lastAtOrBefore(bar);
    if (last == bar || last < 0) {
      return last == bar;
    }
    return maximumAgeDays > 0
        && epochDay(bar) - epochDay(last) <= maximumAgeDays
        && !isDelisted(symbol, bar);
  }

  /**
   * Whether the symbol is delisted at a bar: its last observation in the whole file lies before it,
   * and the calendar goes on for so long that this is no late or half delivered file.
   */
  public boolean isDelisted(int symbol, int bar) {
    return facts(symbol).last() < bar && isDelistedOnce(symbol);
  }

  /** Whether the symbol is delisted at some entry of the calendar. */
  public boolean isDelistedOnce(int symbol) {
    int entriesAfter = calendar().length - 1 - facts(symbol).last();
    return entriesAfter >= (long) DELISTED_AFTER_DAYS * barsPerDay;
  }

  /** Whether a symbol has an observation at a bar. */
  public boolean isObserved(int symbol, int bar) {
    return facts(symbol).isObserved(bar);
  }

  /**
   * Reads the last known closes at one bar.
   *
   * @param row takes one value a symbol, NaN before its first observation
   */
  public void readLastCloses(int bar, double[] row) {
    if (isWhole()) {
      universe.readLastCloses(bar, row);
    } else {
      universe.readLastCloses(bar, universeRow);
      reduceTo(row);
    }
  }

  /**
   * Reads the opens at one bar; the price file must have that column.
   *
   * @param row takes one value a symbol, NaN where it has no observation or the cell is empty
   */
  public void readOpens(int bar, double[] row) {
    if (isWhole()) {
      universe.readOpens(bar, row);
    } else {
      universe.readOpens(bar, universeRow);
      reduceTo(row);
    }
  }

  /**
   * Reads the volumes at one bar; the price file must have that column.
   *
   * @param row takes one value a symbol, NaN where it has no observation or the cell is empty
   */
  public void readVolumes(int bar, double[] row) {
    if (isWhole()) {
      universe.readVolumes(bar, row);
    } else {
      universe.readVolumes(bar, universeRow);
      reduceTo(row);
    }
  }

  private boolean isWhole() {
    return sample.length == universeRow.length;
  }

  private void reduceTo(double[] row) {
    for (int s = 0; s < sample.length; s++) {
      row[s] = universeRow[sample[s]];
    }
  }

  /** Whether the price file has a row of this symbol, in the universe or not. */
  public boolean isInPriceFile(String symbol) {
    return universe.isInPriceFile(symbol);
  }

  /** Bar times of every bar of the calendar; shared, not to be changed. */
  public long[] calendar() {
    return universe.calendar();
  }

  /** The run's first bar, as its place in the calendar. */
  public int firstBar() {
    return firstBar;
  }

  /** The run's last bar, as its place in the calendar. */
  public int lastBar() {
    return lastBar;
  }

  /** The UTC date of a bar, as an epoch day. */
  public long epochDay(int bar) {
    return frequency().epochDay(calendar()[bar]);
  }

  /** A bar's time as outputs and messages print it. */
  public String format(int bar) {
    return frequency().format(calendar()[bar]);
  }

  /** Whether the price file has any value of the column. */
  public boolean has(Column column) {
    return universe.has(column);
  }
}
