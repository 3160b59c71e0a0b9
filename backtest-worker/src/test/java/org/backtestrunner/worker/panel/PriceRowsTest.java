package org.backtestrunner.worker.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.backtestrunner.worker.api.Column;
import org.junit.jupiter.api.Test;

class PriceRowsTest {
  private static final double NONE = Double.NaN;

  /** More than a piece has, in any order, of symbols of which one begins late. */
  @Test
  void rowsAreSpreadOverTheirSymbolsInOrderOfTimeWithAllTheirCells() {
    int symbols = 7;
    int days = 5_000;
    List<Integer> cells = new ArrayList<>();
    for (int cell = 0; cell < symbols * days; cell++) {
      cells.add(cell);
    }
    Collections.shuffle(cells, new Random(1));
    PriceRows rows = new PriceRows();
    // Numbers are given in order of appearance.
    for (int s = 0; s < symbols; s++) {
      rows.add(s, 0, new double[] {NONE, NONE, NONE, NONE, NONE});
    }
    for (int cell : cells) {
      int symbol = cell % symbols;
      int day = cell / symbols;
      if (day >= symbol) {
        double volume = day % 3 == 0 ? day : NONE;
        rows.add(symbol, 10L * day, new double[] {NONE, NONE, NONE, cell + 1, volume});
      }
    }
    List<SymbolHistory> histories = rows.histories(List.of("A", "B", "C", "D", "E", "F", "G"));
    assertArrayEquals(LongStream.range(0, days).map(d -> 10 * d).toArray(), rows.times());
    assertEquals(EnumSet.of(Column.CLOSE, Column.VOLUME), rows.columns());
    for (int s = 0; s < symbols; s++) {
      SymbolHistory history = histories.get(s);
      assertEquals(days - s, history.size());
      assertFalse(history.repeatsTime());
      for (int t = 0; t < history.size(); t++) {
        int day = t + s;
        assertEquals(day, history.calendarIndex(t));
        assertEquals(day * symbols + s + 1, history.close(t));
        assertEquals(day % 3 == 0 ? day : NONE, history.value(Column.VOLUME, t));
        assertEquals(NONE, history.value(Column.OPEN, t));
      }
    }
  }

  @Test
  void aPriceThatIsNotAboveZeroIsNoneAndRemembered() {
    PriceRows rows = new PriceRows();
    rows.add(0, 20, new double[] {0, 3, NONE, 2, 0});
    rows.add(0, 10, new double[] {NONE, 3, NONE, 1, 5});
    SymbolHistory history = rows.histories(List.of("A")).get(0);
    assertEquals(EnumSet.of(Column.HIGH, Column.CLOSE, Column.VOLUME), rows.columns());
    assertArrayEquals(new double[] {1, 2}, history.column(Column.CLOSE));
    assertArrayEquals(new double[] {5, 0}, history.column(Column.VOLUME));
    assertEquals(NONE, history.value(Column.OPEN, 1));
    assertFalse(history.lacksPrice(0));
    assertTrue(history.lacksPrice(1));
  }

  @Test
  void aTimeThatComesAgainIsNoticed() {
    PriceRows rows = new PriceRows();
    for (long time : new long[] {9, 7, 8, 7}) {
      rows.add(0, time, new double[] {NONE, NONE, NONE, 1, NONE});
    }
    assertTrue(rows.histories(List.of("A")).get(0).repeatsTime());
  }
}
