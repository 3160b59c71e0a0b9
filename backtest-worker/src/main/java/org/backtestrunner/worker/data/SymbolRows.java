package org.backtestrunner.worker.data;

import java.util.Arrays;

/** The rows of one symbol while a price file is read, in the order of the file. */
final class SymbolRows {
  private static final int COLUMNS = Column.values().length;

  private long[] times = new long[64];
  private long[] lines = new long[64];
  private final double[][] values = new double[COLUMNS][64];
  private int size;
  private boolean ascending = true;

  /** Adds a row. */
  void add(long time, long line, double[] row) {
    if (size == times.length) {
      int capacity = size + (size >> 1);
      times = Arrays.copyOf(times, capacity);
      lines = Arrays.copyOf(lines, capacity);
      for (int c = 0; c < COLUMNS; c++) {
        values[c] = Arrays.copyOf(values[c], capacity);
      }
    }
    ascending &= size == 0 || times[size - 1] < time;
    times[size] = time;
    lines[size] = line;
    for (int c = 0; c < COLUMNS; c++) {
      values[c][size] = row[c];
    }
    size++;
  }

  int size() {
    return size;
  }

  long time(int row) {
    return times[row];
  }

  long line(int row) {
    return lines[row];
  }

  double value(Column column, int row) {
    return values[column.ordinal()][row];
  }

  /** Puts the rows in order of time; rows of equal time keep the order of the file. */
  void sort() {
    if (ascending) {
      return;
    }
    Integer[] order = new Integer[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    long[] unsorted = times;
    Arrays.sort(order, (a, b) -> Long.compare(unsorted[a], unsorted[b]));
    times = permuted(times, order);
    lines = permuted(lines, order);
    for (int c = 0; c < COLUMNS; c++) {
      double[] sorted = new double[size];
      for (int i = 0; i < size; i++) {
        sorted[i] = values[c][order[i]];
      }
      values[c] = sorted;
    }
    ascending = true;
  }

  private static long[] permuted(long[] unsorted, Integer[] order) {
    long[] sorted = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = unsorted[order[i]];
    }
    return sorted;
  }

  /** The later line, in the file, of the first pair of equal times; 0 where all times differ. */
  long duplicateLine() {
    long first = 0;
    for (int i = 1; i < size; i++) {
      if (times[i] == times[i - 1]) {
        long line = Math.max(lines[i], lines[i - 1]);
        first = first == 0 ? line : Math.min(first, line);
      }
    }
    return first;
  }
}
