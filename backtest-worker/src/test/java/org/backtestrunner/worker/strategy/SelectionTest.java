package org.backtestrunner.worker.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionTest {
  @Test
  void selectsWhatSortingWouldPutThere() {
    Random random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      // Few different numbers make ties.
      int different = 1 + random.nextInt(60);
      long[] numbers = random.longs(1 + random.nextInt(40), -different, different).toArray();
      long[] sorted = numbers.clone();
      Arrays.sort(sorted);
      int place = random.nextInt(numbers.length);
      assertEquals(sorted[place], Selection.select(numbers, place));
      int after = Math.min(place + 1, numbers.length - 1);
      assertEquals(sorted[after], Selection.next(numbers, place));
      Arrays.sort(numbers);
      assertEquals(Arrays.toString(sorted), Arrays.toString(numbers));
    }
  }

  @Test
  void selectsTheGreatestAndTheSmallestOfAllLongs() {
    long[] numbers = {0, Long.MAX_VALUE, -1, Long.MIN_VALUE, 1};
    assertEquals(Long.MIN_VALUE, Selection.select(numbers.clone(), 0));
    assertEquals(Long.MAX_VALUE, Selection.select(numbers.clone(), 4));
  }
}
