package org.backtestrunner.orchestrator.harvest.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How many positions a run held after each bar. The number changes at the timestamps of orders and
 * positions alone, to that of the rows of the positions file there.
 */
public final class HeldPositions {
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
  public HeldPositions(List<Entry> orders, List<Entry> positions) {
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
  public record Entry(byte[] timestamp, int rows) {}

  /** The timestamps of a file's rows, each with the number of rows that stand together under it. */
  static final class TimestampCounts {
    /** More than the bars of any run; they are held in memory. */
    private static final int MOST_TIMESTAMPS = 1 << 22;

    private final List<Entry> entries = new ArrayList<>();
    private byte[] current = {};
    private int count;
    private boolean tooMany;

    /** Takes that of the current row from its column. */
    void take(ResultTable table, int column) {
      take(count > 0 && table.isSame(column, current) ? current : table.bytes(column));
    }

    /** Takes that of a row; the array is kept. */
    void take(byte[] timestamp) {
      if (count == 0 || (timestamp != current && !Arrays.equals(timestamp, current))) {
        end();
        current = timestamp;
      }
      count++;
    }

    private void end() {
      if (entries.size() == MOST_TIMESTAMPS) {
        tooMany = true;
        entries.clear();
      }
      if (count > 0 && !tooMany) {
        entries.add(new Entry(current, count));
      }
      count = 0;
    }

    /**
     * In the order of the file; a timestamp may come twice. To be called when all are taken. Empty
     * where there are too many to hold.
     */
    Optional<List<Entry>> entries() {
      end();
      return tooMany ? Optional.empty() : Optional.of(entries);
    }
  }
}
