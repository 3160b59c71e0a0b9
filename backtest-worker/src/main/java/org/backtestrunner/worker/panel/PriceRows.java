package org.backtestrunner.worker.panel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import org.backtestrunner.worker.api.Column;

/**
 * The rows of a price file. They are kept as they come, in pieces, and spread over their symbols
 * once all are there, when it is known how many each has.
 */
final class PriceRows {
  private static final int ROWS_OF_A_PIECE = 1 << 13;
  private static final Column[] COLUMNS = Column.values();

  private final TimeTable times = new TimeTable();
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private Piece last = new Piece();

  /** By number of the symbol: its observations so far. */
  private int[] counts = new int[64];

  private int symbols;

  /** Bits of the columns that have a number, and of those that have a value. */
  private int numberBits;

  private int valueBits;

  /** Rows that follow each other. */
  private static final class Piece {
    private final int[] symbols = new int[ROWS_OF_A_PIECE];
    private final int[] times = new int[ROWS_OF_A_PIECE];

    /** By column; empty where none of the rows has a number. */
    private final double[][] numbers = new double[COLUMNS.length][0];

    private int size;

    void add(int symbol, int time, double[] row) {
      symbols[size] = symbol;
      times[size] = time;
      for (int c = 0; c < row.length; c++) {
        if (!Double.isNaN(row[c])) {
          if (numbers[c].length == 0) {
            numbers[c] = new double[ROWS_OF_A_PIECE];
            Arrays.fill(numbers[c], Double.NaN);
          }
          numbers[c][size] = row[c];
        }
      }
      size++;
    }
  }

  /**
   * Adds a row. One without a close makes its symbol known, and is no observation.
   *
   * @param symbol its number; a new one is greater by 1 than all before it
   * @param row one number a {@link Column}, NaN where the cell is empty
   */
  void add(int symbol, long time, double[] row) {
    for (int c = 0; c < row.length; c++) {
      if (!Double.isNaN(row[c])) {
        numberBits |= 1 << c;
        valueBits |= COLUMNS[c].isValue(row[c]) ? 1 << c : 0;
      }
    }
    if (symbol == symbols) {
      symbols++;
      if (symbols > counts.length) {
        counts = Arrays.copyOf(counts, 2 * counts.length);
      }
    }
    if (Double.isNaN(row[Column.CLOSE.ordinal()])) {
      return;
    }
    if (last.size == ROWS_OF_A_PIECE) {
      pieces.add(last);
      last = new Piece();
    }
    last.add(symbol, times.number(time), row);
    counts[symbol]++;
  }

  /** The columns that have a value in any row. */
  EnumSet<Column> columns() {
    EnumSet<Column> columns = EnumSet.noneOf(Column.class);
    for (Column column : COLUMNS) {
      if ((valueBits & 1 << column.ordinal()) != 0) {
        columns.add(column);
      }
    }
    return columns;
  }

  /** The times of all observations, ascending. */
  long[] times() {
    return times.sorted();
  }

  /**
   * The observations of each symbol, by its number, in order of time; those of equal time in the
   * order of the rows. Their calendar is that of {@link #times}. To be called once, at the end.
   */
  List<SymbolHistory> histories(List<String> names) {
    pieces.add(last);
    int[] ranks = times.ranks();
    int[][] entries = new int[symbols][];
    double[][][] numbers = new double[symbols][COLUMNS.length][0];
    for (int s = 0; s < symbols; s++) {
      entries[s] = new int[counts[s]];
      for (int c = 0; c < COLUMNS.length; c++) {
        numbers[s][c] = new double[(numberBits & 1 << c) == 0 ? 0 : counts[s]];
      }
    }
    int[] next = new int[symbols];
    while (!pieces.isEmpty()) {
      // What has been spread is garbage, whose room the histories' facts and factors may take.
      Piece piece = pieces.remove();
      for (int c = 0; c < COLUMNS.length; c++) {
        if ((numberBits & 1 << c) != 0) {
          spread(piece, c, numbers, next);
        }
      }
      for (int i = 0; i < piece.size; i++) {
        int symbol = piece.symbols[i];
        entries[symbol][next[symbol]++] = ranks[piece.times[i]];
      }
    }
    EnumSet<Column> columns = columns();
    List<SymbolHistory> histories = new ArrayList<>();
    for (int s = 0; s < symbols; s++) {
      histories.add(SymbolHistory.sorted(names.get(s), entries[s], numbers[s], columns));
      numbers[s] = new double[0][];
    }
    return histories;
  }

  /** Puts the numbers of a column behind those that their symbols have. */
  private static void spread(Piece piece, int column, double[][][] numbers, int[] next) {
    int[] to = next.clone();
    double[] from = piece.numbers[column];
    for (int i = 0; i < piece.size; i++) {
      int symbol = piece.symbols[i];
      numbers[symbol][column][to[symbol]++] = from.length == 0 ? Double.NaN : from[i];
    }
  }
}
