package org.backtestrunner.orchestrator.harvest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How many positions a run held after each bar. The number changes at the timestamps of orders and
 * positions alone, to that of the rows of the positions file there.
 */
final class HeldPositions {
  private final byte[][] timestamps;
  private final int[] numbers;
  private final int changeCount;
  private int[] counts = new int[1024];
  private int size;

  /** The first change that is not yet reached. */
  private int next;

  /**
   * @param orders timestamps of orders
   * @param positions rows of the positions file at each timestamp
   */
  HeldPositions(List<Entry> orders, List<Entry> positions) {
    List<Entry> changes = new ArrayList<>(positions);
    orders.forEach(order -> changes.add(new Entry(order.timestamp(), 0)));
    // Both are sorted as they stand, unless another program has written them.
    changes.sort((one, other) -> Arrays.compareUnsigned(one.timestamp(), other.timestamp()));
    timestamps = new byte[changes.size()][];
    numbers = new int[changes.size()];
    int last = -1;
    for (Entry change : changes) {
      if (last < 0 || !Arrays.equals(timestamps[last], change.timestamp())) {
        timestamps[++last] = change.timestamp();
      }
      numbers[last] += change.rows();
    }
    changeCount = last + 1;
  }

  /** Counts those after the next bar, of which this is the timestamp. */
  void take(byte[] timestamp) {
    while (next < changeCount && Arrays.compareUnsigned(timestamps[next], timestamp) <= 0) {
      next++;
    }
    if (size == counts.length) {
      counts = Arrays.copyOf(counts, size * 2);
    }
    counts[size++] = next == 0 ? 0 : numbers[next - 1];
  }

  /** After each bar. */
  int[] counts() {
    return Arrays.copyOf(counts, size);
  }

  /**
   * Rows that stand together under one timestamp.
   *
   * @param rows how many
   */
  record Entry(byte[] timestamp, int rows) {}

  /** The timestamps of a file's rows, each with the number of rows that stand together under it. */
  static final class TimestampCounts {
    private final int column;
    private final List<Entry> entries = new ArrayList<>();
    private byte[] current = {};
    private int count;

    private TimestampCounts(int column) {
      this.column = column;
    }

    /** Empty where there is no column of timestamps. */
    static Optional<TimestampCounts> find(ResultTable table) {
      int column = table.find("timestamp");
      return column < 0 ? Optional.empty() : Optional.of(new TimestampCounts(column));
    }

    /** Takes that of the current row. */
    void take(ResultTable table) {
      if (count == 0 || !table.isSame(column, current)) {
        end();
        current = table.bytes(column);
      }
      count++;
    }

    private void end() {
      if (count > 0) {
        entries.add(new Entry(current, count));
        count = 0;
      }
    }

    /** In the order of the file; a timestamp may come twice. To be called when all are taken. */
    List<Entry> entries() {
      end();
      return entries;
    }
  }
}
