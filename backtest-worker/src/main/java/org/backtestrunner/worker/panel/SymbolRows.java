package org.backtestrunner.worker.panel;

import java.util.Arrays;
import java.util.Optional;
import org.backtestrunner.worker.api.Column;

/** The rows of one symbol while a price file is read, in the order of reading. */
final class SymbolRows {
  private static final int COLUMNS = Column.values().length;

  private long[] times = new long[64];
  private long[] origins = new long[64];
  private final double[][] values = new double[COLUMNS][64];
  private int size;
  private boolean ascending = true;

  /**
   * Adds a row.
   *
   * @param origin where it stands; later rows have greater ones
   */
  void add(long time, long origin, double[] row) {
    if (size == times.length) {
      int capacity = size + (size >> 1);
      times = Arrays.copyOf(times, capacity);
      origins = Arrays.copyOf(origins, capacity);
      for (int c = 0; c < COLUMNS; c++) {
        values[c] = Arrays.copyOf(values[c], capacity);
      }
    }
    ascending &= size == 0 || times[size - 1] < time;
    times[size] = time;
    origins[size] = origin;
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

  double value(Column column, int row) {
    return values[column.ordinal()][row];
  }

  /** Puts the rows in order of time; rows of equal time keep their order. */
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
    origins = permuted(origins, order);
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

  /**
   * Two rows of one time.
   *
   * @param origin the later of the two in the files
   * @param earlierOrigin the other one
   */
  record Duplicate(long time, long origin, long earlierOrigin) {}

  /** The first row in the files that repeats the time of an earlier one. */
  Optional<Duplicate> duplicate() {
    Optional<Duplicate> first = Optional.empty();
    for (int i = 1; i < size; i++) {
      if (times[i] == times[i - 1] && (first.isEmpty() || origins[i] < first.get().origin())) {
        first = Optional.of(new Duplicate(times[i], origins[i], origins[i - 1]));
      }
    }
    return first;
  }
}
