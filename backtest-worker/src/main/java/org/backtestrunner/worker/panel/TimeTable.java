package org.backtestrunner.worker.panel;

import java.util.Arrays;

/** Numbers bar times in order of appearance. */
final class TimeTable {
  private long[] times = new long[512];
  private int size;
  private int[] slots = new int[1024];

  /** The last answer: the next row has mostly the same time, or the one that came after it. */
  private int last = -1;

  TimeTable() {
    Arrays.fill(slots, -1);
  }

  /** The number of a time, which is taken up where it is new. */
  int number(long time) {
    if (last >= 0 && times[last] == time) {
      return last;
    }
    if (last + 1 < size && times[last + 1] == time) {
      return ++last;
    }
    int slot = slot(time);
    last = slots[slot] >= 0 ? slots[slot] : add(slot, time);
    return last;
  }

  /** Where the time stands, or belongs. */
  private int slot(long time) {
    long mixed = time * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (slots.length - 1);
    while (slots[slot] >= 0 && times[slots[slot]] != time) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private int add(int slot, long time) {
    int number = size++;
    slots[slot] = number;
    if (size > times.length) {
      times = Arrays.copyOf(times, 2 * times.length);
      slots = new int[2 * slots.length];
      Arrays.fill(slots, -1);
      times[number] = time;
      for (int i = 0; i < size; i++) {
        slots[slot(times[i])] = i;
      }
    }
    times[number] = time;
    return number;
  }

  /** All times, ascending. */
  long[] sorted() {
    long[] sorted = Arrays.copyOf(times, size);
    Arrays.sort(sorted);
    return sorted;
  }

  /** By number of a time: its place among all. */
  int[] ranks() {
    long[] sorted = sorted();
    int[] ranks = new int[size];
    for (int i = 0; i < size; i++) {
      ranks[i] = Arrays.binarySearch(sorted, times[i]);
    }
    return ranks;
  }
}
