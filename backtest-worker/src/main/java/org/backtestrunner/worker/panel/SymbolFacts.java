package org.backtestrunner.worker.panel;

import java.util.Arrays;

/**
 * Where one symbol is observed, and the few places of its history that checks of the data are
 * interested in, so that a run need not go through all closes for them.
 *
 * @param first calendar entry of the first observation
 * @param last calendar entry of the last observation
 * @param gaps pairs, ascending: the entry before each gap, and the number of entries that lack
 * @param jumps entries, ascending, whose close has moved by more than half or has nearly halved
 * @param jumpCloses pairs, one a jump: the close before it, and the close at it
 * @param constant pairs, ascending: the first entry of 5 or more equal closes, and their number
 */
public record SymbolFacts(
    int first, int last, int[] gaps, int[] jumps, double[] jumpCloses, int[] constant) {
  public static final double LARGE_MOVE = 0.5;

  /** A close that grows or shrinks by more may be that of a split of two for one. */
  public static final double SPLIT_RATIO = 1.9;

  public static final int STALE_CLOSES = 5;

  /** Goes through a history that has its place in the calendar. */
  static SymbolFacts of(SymbolHistory history) {
    Numbers gaps = new Numbers();
    Numbers jumps = new Numbers();
    Numbers constant = new Numbers();
    int size = history.size();
    int same = 0;
    for (int t = 1; t <= size; t++) {
      if (t == size || history.close(t) != history.close(same)) {
        if (t - same >= STALE_CLOSES) {
          constant.add(history.calendarIndex(same), t - same);
        }
        same = t;
      }
      if (t == size) {
        break;
      }
      int before = history.calendarIndex(t - 1);
      if (history.calendarIndex(t) > before + 1) {
        gaps.add(before, history.calendarIndex(t) - before - 1);
      }
      double ratio = history.close(t) / history.close(t - 1);
      if (Math.abs(ratio - 1) > LARGE_MOVE || ratio < 1 / SPLIT_RATIO) {
        jumps.add(t, history.calendarIndex(t));
      }
    }
    int[] jumpEntries = new int[jumps.size / 2];
    double[] jumpCloses = new double[jumps.size];
    for (int i = 0; i < jumpEntries.length; i++) {
      int t = jumps.values[2 * i];
      jumpEntries[i] = jumps.values[2 * i + 1];
      jumpCloses[2 * i] = history.close(t - 1);
      jumpCloses[2 * i + 1] = history.close(t);
    }
    return new SymbolFacts(
        history.calendarIndex(0),
        history.lastCalendarIndex(),
        gaps.all(),
        jumpEntries,
        jumpCloses,
        constant.all());
  }

  /** The entry of the latest observation at or before an entry, -1 where there is none. */
  public int lastAtOrBefore(int entry) {
    if (entry < first) {
      return -1;
    }
    int upTo = Math.min(entry, last);
    if (gaps.length == 0) {
      return upTo;
    }
    int gap = gapBefore(upTo);
    return gap >= 0 && upTo <= gaps[gap] + gaps[gap + 1] ? gaps[gap] : upTo;
  }

  /** The place in {@code gaps} of the last one that begins before an entry, -2 if there is none. */
  private int gapBefore(int entry) {
    int low = 0;
    int high = gaps.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (gaps[2 * middle] < entry) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return 2 * high;
  }

  /** The most entries in a row without an observation between the first and the last one. */
  public int longestGap() {
    int longest = 0;
    for (int i = 1; i < gaps.length; i += 2) {
      longest = Math.max(longest, gaps[i]);
    }
    return longest;
  }

  /** Whether the symbol is observed at an entry. */
  public boolean isObserved(int entry) {
    return lastAtOrBefore(entry) == entry;
  }

  /** The number of observations at or before an entry. */
  public int observations(int entry) {
    int upTo = lastAtOrBefore(entry);
    if (upTo < 0) {
      return 0;
    }
    int count = upTo - first + 1;
    for (int i = 0; i < gaps.length && gaps[i] < upTo; i += 2) {
      count -= gaps[i + 1];
    }
    return count;
  }

  /** A growing array of pairs. */
  private static final class Numbers {
    private int[] values = {};
    private int size;

    void add(int one, int other) {
      if (size == values.length) {
        values = Arrays.copyOf(values, Math.max(8, size * 2));
      }
      values[size++] = one;
      values[size++] = other;
    }

    int[] all() {
      return Arrays.copyOf(values, size);
    }
  }
}
