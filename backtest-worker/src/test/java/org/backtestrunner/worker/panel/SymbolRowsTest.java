package org.backtestrunner.worker.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.backtestrunner.worker.api.Column;
import org.junit.jupiter.api.Test;

class SymbolRowsTest {
  private static SymbolRows rows(long... times) {
    SymbolRows rows = new SymbolRows();
    for (int i = 0; i < times.length; i++) {
      rows.add(times[i], 100 + i, new double[] {times[i], 0, 0, -times[i], Double.NaN});
    }
    rows.sort();
    return rows;
  }

  @Test
  void rowsAreSortedByTimeWithAllTheirCells() {
    List<Long> times = new ArrayList<>();
    for (long time = 0; time < 1_000; time++) {
      times.add(time);
    }
    Collections.shuffle(times, new Random(1));
    SymbolRows rows = rows(times.stream().mapToLong(time -> time).toArray());
    assertEquals(1_000, rows.size());
    for (int i = 0; i < 1_000; i++) {
      assertEquals(i, rows.time(i));
      assertEquals(i, rows.value(Column.OPEN, i));
      assertEquals(-i, rows.value(Column.CLOSE, i));
      assertEquals(Double.NaN, rows.value(Column.VOLUME, i));
    }
    assertEquals(Optional.empty(), rows.duplicate());
  }

  @Test
  void theFirstRowThatRepeatsATimeIsFound() {
    assertEquals(
        Optional.of(new SymbolRows.Duplicate(7, 103, 101)), rows(9, 7, 8, 7, 9, 7).duplicate());
    assertEquals(Optional.of(new SymbolRows.Duplicate(2, 102, 101)), rows(1, 2, 2).duplicate());
  }
}
