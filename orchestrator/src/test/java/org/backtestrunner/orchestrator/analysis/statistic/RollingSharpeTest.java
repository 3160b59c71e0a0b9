package org.backtestrunner.orchestrator.analysis.statistic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RollingSharpeTest {

  /** Every day from 2020-01-01 on returns 3 % and -1 % in turn: 1 % on average. */
  private static SortedMap<YearMonth, Double> values(int returns) {
    int first = Math.toIntExact(LocalDate.of(2020, 1, 1).toEpochDay());
    double[] equity = new double[returns + 1];
    equity[0] = 100;
    for (int t = 1; t <= returns; t++) {
      equity[t] = equity[t - 1] * (t % 2 == 1 ? 1.03 : 0.99);
    }
    int[] days = IntStream.rangeClosed(first, first + returns).toArray();
    return RollingSharpe.of(DailyReturns.of(days, equity), 252).values();
  }

  @Test
  void beforeSoManyReturnsThereIsNone() {
    assertEquals(0, values(251).size());
  }

  @Test
  void itStandsAtTheLastDateOfEachMonth() {
    // The 252nd return is that of 2020-09-09, the 290th that of 2020-10-17.
    assertEquals(
        List.of(YearMonth.of(2020, 9), YearMonth.of(2020, 10)), List.copyOf(values(290).keySet()));
  }

  @Test
  void itIsTheSharpeRatioOfThoseReturnsAlone() {
    // Half of 252 returns are 0.02 above the mean of 0.01 and half as much below.
    double deviation = Math.sqrt(252 * 0.02 * 0.02 / 251);

    values(290)
        .values()
        .forEach(value -> assertEquals(0.01 / deviation * Math.sqrt(252), value, 1e-9));
  }
}
