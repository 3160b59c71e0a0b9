package org.backtestrunner.worker.strategy;

/** Finds the number that would be at a place if an array were sorted, without sorting it. */
final class Selection {
  private Selection() {}

  /**
   * Rearranges numbers so that none before the place is greater and none after it smaller than the
   * one at the place (C. A. R. Hoare, "Algorithm 65: Find", 1961).
   */
  static long select(long[] numbers, int place) {
    int low = 0;
    int high = numbers.length - 1;
    while (low < high) {
      long pivot = numbers[place];
      int left = low;
      int right = high;
      while (left <= right) {
        while (numbers[left] < pivot) {
          left++;
        }
        while (numbers[right] > pivot) {
          right--;
        }
        if (left <= right) {
          long swapped = numbers[left];
          numbers[left++] = numbers[right];
          numbers[right--] = swapped;
        }
      }
      if (right < place) {
        low = left;
      }
      if (left > place) {
        high = right;
      }
    }
    return numbers[place];
  }

  /** The next greater number after {@link #select}, the last number where there is none. */
  static long next(long[] numbers, int place) {
    if (place == numbers.length - 1) {
      return numbers[place];
    }
    long next = numbers[place + 1];
    for (int i = place + 2; i < numbers.length; i++) {
      if (numbers[i] < next) {
        next = numbers[i];
      }
    }
    return next;
  }
}
