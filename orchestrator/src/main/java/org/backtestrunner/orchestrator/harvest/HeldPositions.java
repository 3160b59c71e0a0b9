package org.backtestrunner.orchestrator.harvest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many positions a run held after each bar. The number changes at the timestamps of orders and
 * positions alone, to that of the rows of the positions file there.
 */
final class HeldPositions {
  private final byte[][] timestamps;
  private final int[] numbers;
  private int[] counts = new int[1024];
  private int size;

  /** The first change that is not yet reached. */
  private int next;

  /**
   * @param traded timestamps of orders
   * @param rows of the positions file, by timestamp
   */
  HeldPositions(Collection<String> traded, Map<String, Integer> rows) {
    TreeMap<String, Integer> changes = new TreeMap<>();
    traded.forEach(timestamp -> changes.put(timestamp, 0));
    changes.putAll(rows);
    timestamps =
        changes.keySet().stream()
            .map(timestamp -> timestamp.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    numbers = changes.values().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Counts those after the next bar, of which this is the timestamp. */
  void take(byte[] timestamp) {
    while (next < timestamps.length && Arrays.compareUnsigned(timestamps[next], timestamp) <= 0) {
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
}
