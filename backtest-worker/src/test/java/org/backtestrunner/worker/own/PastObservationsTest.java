package org.backtestrunner.worker.own;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.factor.formulas.SymbolSeries;
import org.backtestrunner.worker.panel.SymbolHistory;
import org.backtestrunner.worker.parameter.BarRate;
import org.junit.jupiter.api.Test;

class PastObservationsTest {
  private static PastObservations closesOnly(int last) {
    double[][] values = new double[Column.values().length][0];
    values[Column.CLOSE.ordinal()] = new double[] {10, 11, 12, 13};
    SymbolHistory history = SymbolHistory.of("S", new int[] {0, 1, 2, 3}, values);
    return new PastObservations(new SymbolSeries(history, new BarRate(1, 252)), last);
  }

  @Test
  void theNewestStandsLastAndNothingLaterIsThere() {
    assertArrayEquals(new double[] {11, 12}, closesOnly(2).history(Column.CLOSE, 2));
    assertArrayEquals(new double[] {10, 11, 12}, closesOnly(2).history(Column.CLOSE, 9));
  }

  @Test
  void aColumnThatTheFileLacksHasNoValueAtAnyBar() {
    double none = Double.NaN;
    for (int last = 0; last < 4; last++) {
      double[] volumes = closesOnly(last).history(Column.VOLUME, last + 1);
      assertEquals(last + 1, volumes.length);
      for (double volume : volumes) {
        assertEquals(none, volume);
      }
      assertEquals(none, closesOnly(last).value(Column.VOLUME, 0));
    }
    assertArrayEquals(new double[] {none}, closesOnly(3).history(Column.VOLUME, 1));
  }
}
