package org.backtestrunner.worker.panel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.table.cell.BadDataException;

/** A universe in memory: the whole history of each symbol, with all columns. */
public final class PriceHistories implements Universe {
  private final Frequency frequency;
  private final List<SymbolHistory> histories;
  private final List<SymbolFacts> facts = new ArrayList<>();
  private final long[] calendar;
  private final EnumSet<Column> columns;
  private final Set<String> fileSymbols;
  private final List<FaultyRows> faulty;

  /** By symbol: the observation that was last asked for, -1 where there was none yet. */
  private final int[] current;

  /**
   * Takes histories that are sorted by symbol.
   *
   * @param calendar in which they stand
   * @param columns the columns of which the price file has any value
   * @param fileSymbols every symbol of the price file
   * @param faulty one a {@link FaultyRows.Kind}, in the order of the enum
   */
  public PriceHistories(
      Frequency frequency,
      List<SymbolHistory> histories,
      long[] calendar,
      Set<Column> columns,
      Set<String> fileSymbols,
      List<FaultyRows> faulty) {
    this.frequency = frequency;
    this.histories = List.copyOf(histories);
    this.calendar = calendar;
    this.columns = EnumSet.noneOf(Column.class);
    this.columns.addAll(columns);
    this.fileSymbols = fileSymbols;
    this.faulty = List.copyOf(faulty);
    this.current = new int[histories.size()];
    Arrays.fill(current, -1);
    for (SymbolHistory history : histories) {
      facts.add(SymbolFacts.of(history));
    }
  }

  /** Reads price file and list of symbols of a run. */
  public static PriceHistories read(RunParameters run, Warnings warnings) {
    return read(
        Input.of(InputKind.PRICES, run), run.findFile("symbols_file"), run.frequency(), warnings);
  }

  /**
   * Reads price file and list of symbols.
   *
   * @param warnings takes what is odd but allowed
   * @throws BadDataException for bad files or an empty universe
   */
  private static PriceHistories read(
      Input prices, Optional<Path> symbolsFile, Frequency frequency, Warnings warnings) {
    PriceFile.Table table = PriceFile.read(prices, frequency, warnings);
    Set<String> allowed = new TreeSet<>(table.symbols());
    Optional<String> lookalike = Optional.empty();
    if (symbolsFile.isPresent()) {
      Set<String> listed = SymbolsFile.read(symbolsFile.get());
      allowed.retainAll(listed);
      lookalike = warnOfUnknown(listed, table, warnings);
    }
    List<SymbolHistory> histories = new ArrayList<>();
    for (String symbol : allowed) {
      SymbolHistory history = table.histories().get(symbol);
      if (history.size() > 0) {
        histories.add(history);
      } else if (symbolsFile.isPresent()) {
        warnOfListed(symbol, Optional.empty(), warnings);
      }
    }
    if (histories.isEmpty()) {
      throw new BadDataException(
          prices.path(),
          "no symbol of the universe has an observation"
              + (symbolsFile.isPresent() ? " (restricted by " + symbolsFile.get() + ")" : "")
              + lookalike.map(words -> "; " + words).orElse(""));
    }
    long[] calendar = Calendar.of(table.times(), histories);
    List<FaultyRows> faulty = new ArrayList<>();
    for (FaultyRows.Kind kind : FaultyRows.Kind.values()) {
      faulty.add(FaultyRows.of(kind, histories, calendar, frequency));
    }
    return new PriceHistories(
        frequency, histories, calendar, table.columns(), new HashSet<>(table.symbols()), faulty);
  }

  /** Warns of listed symbols that the prices lack; gives the first that is probably misspelt. */
  private static Optional<String> warnOfUnknown(
      Set<String> listed, PriceFile.Table table, Warnings warnings) {
    Lookalikes known = Lookalikes.of(table.symbols());
    Optional<String> first = Optional.empty();
    for (String symbol : listed) {
      if (!table.histories().containsKey(symbol)) {
        Optional<String> lookalike = known.words(symbol);
        warnOfListed(symbol, lookalike, warnings);
        first = first.or(() -> lookalike);
      }
    }
    return first;
  }

  private static void warnOfListed(String symbol, Optional<String> lookalike, Warnings warnings) {
    warnings.add(
        WarningKind.SYMBOLS_MISSING,
        lookalike.isPresent(),
        "symbol '"
            + symbol
            + "' of symbols_file has no observation"
            + lookalike.map(words -> "; " + words).orElse(""));
  }

  @Override
  public Frequency frequency() {
    return frequency;
  }

  @Override
  public int size() {
    return histories.size();
  }

  @Override
  public String symbol(int symbol) {
    return histories.get(symbol).symbol();
  }

  public SymbolHistory history(int symbol) {
    return histories.get(symbol);
  }

  @Override
  public SymbolFacts facts(int symbol) {
    return facts.get(symbol);
  }

  @Override
  public long[] calendar() {
    return calendar;
  }

  @Override
  public boolean has(Column column) {
    return columns.contains(column);
  }

  @Override
  public FaultyRows faulty(FaultyRows.Kind kind) {
    return faulty.get(kind.ordinal());
  }

  @Override
  public boolean isInPriceFile(String symbol) {
    return fileSymbols.contains(symbol);
  }

  /** Every symbol of the price file; not to be changed. */
  public Set<String> fileSymbols() {
    return fileSymbols;
  }

  @Override
  public void readLastCloses(int bar, double[] row) {
    readRow(Column.CLOSE, bar, row);
  }

  @Override
  public void readOpens(int bar, double[] row) {
    readRow(Column.OPEN, bar, row);
  }

  @Override
  public void readVolumes(int bar, double[] row) {
    readRow(Column.VOLUME, bar, row);
  }

  /**
   * Reads a column at one bar. Bars are best asked for in order.
   *
   * @param row takes one value a symbol: of closes, the last known one; of the others, NaN where
   *     the symbol has no observation or the cell is empty
   */
  public void readRow(Column column, int bar, double[] row) {
    for (int s = 0; s < row.length; s++) {
      SymbolHistory history = histories.get(s);
      int t = history.observationAtOrBefore(bar, current[s]);
      current[s] = t;
      boolean known = t >= 0 && (column == Column.CLOSE || history.calendarIndex(t) == bar);
      row[s] = known ? history.value(column, t) : Double.NaN;
    }
  }
}
