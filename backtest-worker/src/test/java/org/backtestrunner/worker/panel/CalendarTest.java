package org.backtestrunner.worker.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.backtestrunner.worker.api.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {
  private static SymbolHistory history(int... entries) {
    return SymbolHistory.of("S", entries, new double[Column.values().length][0]);
  }

  @Test
  void withoutSymbolsThereAreNoTimes() {
    assertArrayEquals(new long[0], Calendar.of(new long[] {3, 4}, List.of()));
  }

  @Test
  void aCalendarOfAllTimesIsThatOfTheFile() {
    long[] times = {-3, 1, 2};
    assertSame(times, Calendar.of(times, List.of(history(0, 2), history(1))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theUnionIsThatOfASetAndObservationsKeepTheirTimes(int seed) {
    Random random = new Random(seed);
    long[] times = random.longs(100, -50, 50).distinct().sorted().toArray();
    TreeSet<Long> union = new TreeSet<>();
    List<SymbolHistory> histories = new ArrayList<>();
    List<long[]> observed = new ArrayList<>();
    for (int s = 0; s < 3; s++) {
      int[] entries =
          random.ints(random.nextInt(1, 20), 0, times.length).distinct().sorted().toArray();
      long[] own = new long[entries.length];
      for (int t = 0; t < own.length; t++) {
        own[t] = times[entries[t]];
        union.add(own[t]);
      }
      observed.add(own);
      histories.add(history(entries));
    }
    long[] calendar = Calendar.of(times, histories);
    assertArrayEquals(union.stream().mapToLong(time -> time).toArray(), calendar);
    for (int s = 0; s < 3; s++) {
      for (int t = 0; t < histories.get(s).size(); t++) {
        assertEquals(observed.get(s)[t], calendar[histories.get(s).calendarIndex(t)]);
      }
    }
  }
}
