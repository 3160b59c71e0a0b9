package org.backtestrunner.worker.store.prepared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.panel.FaultyRows;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.panel.SymbolFacts;
import org.backtestrunner.worker.panel.SymbolHistory;
import org.backtestrunner.worker.panel.Universe;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.store.format.EntryFile;
import org.backtestrunner.worker.store.format.HeadReader;
import org.backtestrunner.worker.store.format.RowReader;
import org.backtestrunner.worker.store.format.Warning;

/** A universe whose rows are read from a file of the cache when they are asked for. */
public final class StoredUniverse implements Universe {
  private static final Column[] COLUMNS = Column.values();

  private final Frequency frequency;
  private final int columnBits;
  private final long[] calendar;
  private final String[] symbols;
  private final SymbolFacts[] facts;
  private final List<FaultyRows> faulty = new ArrayList<>();
  private final List<Warning> warnings;
  private final Set<String> otherSymbols = new HashSet<>();

  /** By ordinal of the column; null where the price file lacks it. */
  private final RowReader[] rows = new RowReader[COLUMNS.length];

  StoredUniverse(EntryFile entry, Frequency frequency) {
    this.frequency = frequency;
    HeadReader head = entry.head();
    this.columnBits = head.number();
    this.calendar = head.longs();
    this.symbols = new String[entry.layout().width()];
    this.facts = new SymbolFacts[symbols.length];
    for (int s = 0; s < symbols.length; s++) {
      symbols[s] = head.text();
      facts[s] =
          new SymbolFacts(
              head.number(),
              head.number(),
              head.integers(),
              head.integers(),
              head.doubles(),
              head.integers());
    }
    for (int i = 0; i < FaultyRows.Kind.values().length; i++) {
      faulty.add(new FaultyRows(head.longs(), head.integers(), head.text()));
    }
    this.warnings = Warning.read(head);
    int others = head.number();
    for (int i = 0; i < others; i++) {
      otherSymbols.add(head.text());
    }
    int section = 0;
    for (Column column : order(columnBits)) {
      rows[column.ordinal()] = entry.section(section++);
    }
  }

  /** The order of the sections. */
  static List<Column> order(int columnBits) {
    List<Column> order = new ArrayList<>();
    order.add(Column.CLOSE);
    for (Column column : COLUMNS) {
      if (column != Column.CLOSE && (columnBits & 1 << column.ordinal()) != 0) {
        order.add(column);
      }
    }
    return order;
  }

  /** Warns again of what was odd in the original files. */
  public void warn(Warnings to) {
    for (Warning warning : warnings) {
      warning.repeat(to);
    }
  }

  List<Warning> warnings() {
    return warnings;
  }

  @Override
  public Frequency frequency() {
    return frequency;
  }

  @Override
  public int size() {
    return symbols.length;
  }

  @Override
  public String symbol(int symbol) {
    return symbols[symbol];
  }

  @Override
  public SymbolFacts facts(int symbol) {
    return facts[symbol];
  }

  @Override
  public long[] calendar() {
    return calendar;
  }

  @Override
  public boolean has(Column column) {
    return (columnBits & 1 << column.ordinal()) != 0;
  }

  @Override
  public FaultyRows faulty(FaultyRows.Kind kind) {
    return faulty.get(kind.ordinal());
  }

  @Override
  public boolean isInPriceFile(String symbol) {
    if (otherSymbols.contains(symbol)) {
      return true;
    }
    return Arrays.binarySearch(symbols, symbol) >= 0;
  }

  @Override
  public void readLastCloses(int entry, double[] row) {
    rows[Column.CLOSE.ordinal()].read(entry, row);
  }

  @Override
  public void readOpens(int entry, double[] row) {
    rows[Column.OPEN.ordinal()].read(entry, row);
  }

  @Override
  public void readVolumes(int entry, double[] row) {
    rows[Column.VOLUME.ordinal()].read(entry, row);
  }

  /** The same universe in memory, with all columns. */
  PriceHistories histories() {
    double[][][] values = new double[symbols.length][COLUMNS.length][0];
    int[][] entries = new int[symbols.length][];
    for (int s = 0; s < symbols.length; s++) {
      entries[s] = new int[facts[s].observations(calendar.length - 1)];
    }
    double[] row = new double[symbols.length];
    for (Column column : order(columnBits)) {
      for (int s = 0; s < symbols.length; s++) {
        values[s][column.ordinal()] = new double[entries[s].length];
      }
      int[] next = new int[symbols.length];
      for (int entry = 0; entry < calendar.length; entry++) {
        rows[column.ordinal()].read(entry, row);
        for (int s = 0; s < symbols.length; s++) {
          if (facts[s].isObserved(entry)) {
            entries[s][next[s]] = entry;
            values[s][column.ordinal()][next[s]++] = row[s];
          }
        }
      }
    }
    return inMemory(entries, values);
  }

  private PriceHistories inMemory(int[][] entries, double[][][] values) {
    List<SymbolHistory> histories = new ArrayList<>();
    Set<String> fileSymbols = new HashSet<>(otherSymbols);
    for (int s = 0; s < symbols.length; s++) {
      histories.add(SymbolHistory.of(symbols[s], entries[s], values[s]));
      fileSymbols.add(symbols[s]);
    }
    EnumSet<Column> columns = EnumSet.noneOf(Column.class);
    for (Column column : COLUMNS) {
      if (has(column)) {
        columns.add(column);
      }
    }
    return new PriceHistories(frequency, histories, calendar, columns, fileSymbols, faulty);
  }
}
