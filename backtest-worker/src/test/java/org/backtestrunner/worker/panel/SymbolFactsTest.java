package org.backtestrunner.worker.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.backtestrunner.worker.api.Column;
import org.junit.jupiter.api.Test;

class SymbolFactsTest {
  @Test
  void observationsAreFoundAsIfEveryEntryWereLookedAt() {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      boolean[] observed = new boolean[1 + random.nextInt(30)];
      int count = 0;
      double share = random.nextDouble();
      for (int i = 0; i < observed.length; i++) {
        observed[i] = random.nextDouble() < share;
        count += observed[i] ? 1 : 0;
      }
      if (count == 0) {
        observed[0] = true;
      }
      compare(observed, SymbolFacts.of(history(observed)));
    }
  }

  private static void compare(boolean[] observed, SymbolFacts facts) {
    int last = -1;
    int seen = 0;
    for (int entry = 0; entry < observed.length; entry++) {
      if (observed[entry]) {
        last = entry;
        seen++;
      }
      assertEquals(observed[entry], facts.isObserved(entry));
      assertEquals(last, facts.lastAtOrBefore(entry));
      assertEquals(seen, facts.observations(entry));
    }
    assertEquals(last, facts.last());
    assertEquals(longestGap(observed, facts.first(), last), facts.longestGap());
  }

  private static int longestGap(boolean[] observed, int first, int last) {
    int longest = 0;
    int gap = 0;
    for (int entry = first; entry <= last; entry++) {
      gap = observed[entry] ? 0 : gap + 1;
      longest = Math.max(longest, gap);
    }
    return longest;
  }

  private static SymbolHistory history(boolean[] observed) {
    int[] entries = IntStream.range(0, observed.length).filter(i -> observed[i]).toArray();
    double[][] values = new double[Column.values().length][0];
    values[Column.CLOSE.ordinal()] = IntStream.of(entries).mapToDouble(i -> 10 + i % 3).toArray();
    return SymbolHistory.of("S", entries, values);
  }
}
