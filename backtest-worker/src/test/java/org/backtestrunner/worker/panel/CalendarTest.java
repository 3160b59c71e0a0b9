package org.backtestrunner.worker.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {
  private static SymbolHistory history(Iterable<Long> times) {
    SymbolRows rows = new SymbolRows();
    double[] row = {1, 1, 1, 1, 1};
    for (long time : times) {
      rows.add(time, time, row);
    }
    return SymbolHistory.of("S", rows);
  }

  @Test
  void withoutSymbolsThereAreNoTimes() {
    assertArrayEquals(new long[0], Calendar.of(List.of()));
  }

  @Test
  void timesBeforeBetweenAndAfterAreTakenUpOnce() {
    assertArrayEquals(
        new long[] {-3, 1, 2, 3, 5, 9},
        Calendar.of(
            List.of(
                history(List.of(2L, 5L)),
                history(List.of(-3L, 1L, 2L)),
                history(List.of(3L, 9L)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theUnionIsThatOfASet(int seed) {
    Random random = new Random(seed);
    TreeSet<Long> union = new TreeSet<>();
    List<SymbolHistory> histories = new ArrayList<>();
    for (int s = 0; s < 20; s++) {
      TreeSet<Long> times = new TreeSet<>();
      for (int i = random.nextInt(60); i >= 0; i--) {
        times.add((long) random.nextInt(100) - 50);
      }
      union.addAll(times);
      histories.add(history(times));
    }
    assertArrayEquals(union.stream().mapToLong(time -> time).toArray(), Calendar.of(histories));
  }
}
