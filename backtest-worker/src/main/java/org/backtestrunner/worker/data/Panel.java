package org.backtestrunner.worker.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.parameter.RunParameters;

/**
 * The data that a run trades on: the universe's histories, sorted by symbol, on one calendar.
 *
 * <p>Reading it follows ENGINE section 1: universe, calendar, sample, bars, in this order.
 */
public final class Panel {
  /** Spreads small seeds, whose first draws would be nearly equal. */
  private static final long SEED_FACTOR = 0x9E3779B97F4A7C15L;

  private final Frequency frequency;
  private final List<SymbolHistory> universe;
  private final long[] calendar;
  private final int firstBar;
  private final int lastBar;
  private final EnumSet<Column> columns;
  private final Set<String> fileSymbols;

  private Panel(
      Frequency frequency,
      List<SymbolHistory> universe,
      long[] calendar,
      int firstBar,
      int lastBar,
      EnumSet<Column> columns,
      Set<String> fileSymbols) {
    this.frequency = frequency;
    this.universe = universe;
    this.calendar = calendar;
    this.firstBar = firstBar;
    this.lastBar = lastBar;
    this.columns = columns;
    this.fileSymbols = fileSymbols;
  }

  /**
   * Reads the panel of a run.
   *
   * @param warnings takes what is odd but allowed
   * @throws BadDataException for bad files, an empty universe or fewer than two bars
   */
  public static Panel read(RunParameters run, Warnings warnings) {
    PriceTable table = PriceFile.read(run.priceFile(), run.frequency(), warnings);
    Set<String> allowed = new TreeSet<>(table.symbols());
    if (run.symbolsFile().isPresent()) {
      Set<String> listed = SymbolsFile.read(run.symbolsFile().get());
      allowed.retainAll(listed);
      for (String symbol : listed) {
        if (!table.rows().containsKey(symbol)) {
          warnings.add(
              "listed symbol without observation",
              "symbol '" + symbol + "' of symbols_file has no observation");
        }
      }
    }
    List<SymbolHistory> universe = new ArrayList<>();
    for (String symbol : allowed) {
      SymbolHistory history = SymbolHistory.of(symbol, table.rows().get(symbol));
      if (history.size() > 0) {
        universe.add(history);
      } else if (run.symbolsFile().isPresent()) {
        warnings.add(
            "listed symbol without observation",
            "symbol '" + symbol + "' of symbols_file has no observation");
      }
    }
    if (universe.isEmpty()) {
      throw new BadDataException(
          run.priceFile(),
          "no symbol of the universe has an observation"
              + (run.symbolsFile().isPresent()
                  ? " (restricted by " + run.symbolsFile().get() + ")"
                  : ""));
    }
    long[] calendar = Calendar.of(universe);
    for (SymbolHistory history : universe) {
      history.placeIn(calendar);
    }
    return of(run, sample(universe, run), calendar, table);
  }

  private static Panel of(
      RunParameters run, List<SymbolHistory> universe, long[] calendar, PriceTable table) {
    Frequency frequency = run.frequency();
    int first = 0;
    while (first < calendar.length
        && frequency.epochDay(calendar[first]) < run.startDate().toEpochDay()) {
      first++;
    }
    int last = calendar.length - 1;
    while (last >= 0 && frequency.epochDay(calendar[last]) > run.endDate().toEpochDay()) {
      last--;
    }
    if (last - first + 1 < 2) {
      throw new BadDataException(
          run.priceFile(),
          "fewer than 2 bars from "
              + run.startDate()
              + " to "
              + run.endDate()
              + " (the universe's observations go from "
              + frequency.format(calendar[0])
              + " to "
              + frequency.format(calendar[calendar.length - 1])
              + ")");
    }
    return new Panel(
        frequency,
        List.copyOf(universe),
        calendar,
        first,
        last,
        table.columns(),
        new HashSet<>(table.symbols()));
  }

  private static List<SymbolHistory> sample(List<SymbolHistory> universe, RunParameters run) {
    if (run.universeSample() == 1) {
      return universe;
    }
    List<SymbolHistory> drawn = new ArrayList<>(universe);
    Collections.shuffle(drawn, new Random(run.seed() * SEED_FACTOR));
    int size = Math.max(1, (int) Math.ceil(run.universeSample() * universe.size() - 1e-9));
    List<SymbolHistory> sample = new ArrayList<>(drawn.subList(0, size));
    sample.sort((a, b) -> a.symbol().compareTo(b.symbol()));
    return sample;
  }

  public Frequency frequency() {
    return frequency;
  }

  /** The number of symbols that the run may trade. */
  public int size() {
    return universe.size();
  }

  public SymbolHistory history(int symbol) {
    return universe.get(symbol);
  }

  /** The number of a symbol of the universe, -1 where it is not in it. */
  public int indexOf(String symbol) {
    int low = 0;
    int high = universe.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = universe.get(middle).symbol().compareTo(symbol);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** Whether a symbol has an observation at a calendar entry. */
  public boolean isObserved(int symbol, int entry) {
    SymbolHistory history = universe.get(symbol);
    int t = history.observationAtOrBefore(entry);
    return t >= 0 && history.calendarIndex(t) == entry;
  }

  /** Whether the price file has a row of this symbol, in the universe or not. */
  public boolean isInPriceFile(String symbol) {
    return fileSymbols.contains(symbol);
  }

  /** Bar times of every entry of the calendar; shared, not to be changed. */
  public long[] calendar() {
    return calendar;
  }

  /** The calendar entry of the run's first bar. */
  public int firstBar() {
    return firstBar;
  }

  /** The calendar entry of the run's last bar. */
  public int lastBar() {
    return lastBar;
  }

  /** The UTC date of a calendar entry, as an epoch day. */
  public long epochDay(int entry) {
    return frequency.epochDay(calendar[entry]);
  }

  /** A calendar entry's time as outputs and messages print it. */
  public String format(int entry) {
    return frequency.format(calendar[entry]);
  }

  /** Whether the price file has any value of the column. */
  public boolean has(Column column) {
    return columns.contains(column);
  }
}
