package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DrawdownTest {

  private static List<Drawdown> deepest(int most, double... equity) {
    int[] days = new int[equity.length];
    for (int i = 0; i < days.length; i++) {
      days[i] = 100 + i;
    }
    return Drawdown.deepest(
        Performance.of(equity, OptionalDouble.empty(), 252, Optional.empty())
            .with(Book.of(days, equity)),
        most);
  }

  @Test
  void eachFallGoesFromThePeakToTheDayThatReachesItAgain() {
    assertEquals(
        List.of(
            new Drawdown(104, 106, OptionalInt.empty(), -0.5),
            new Drawdown(100, 101, OptionalInt.of(103), -0.25)),
        deepest(5, 100, 75, 80, 100, 200, 150, 100, 120));
  }

  @Test
  void ofEqualOnesTheEarlierComesFirst() {
    assertEquals(
        List.of(new Drawdown(100, 101, OptionalInt.of(102), -0.5)),
        deepest(1, 100, 50, 100, 50, 100));
  }

  @Test
  void aCurveThatOnlyRisesHasNone() {
    assertEquals(List.of(), deepest(5, 100, 100, 101, 102));
  }
}
