package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The metrics that look at dates, tails and what stands beside equity; all values by hand. */
class FurtherMetricsTest {
  private static final int[] FIVE_DAYS =
      days("2024-01-30", "2024-01-31", "2024-02-01", "2024-02-02", "2024-03-01");

  /** r = 0.1, -0.1, 0, 2/9. */
  private static final Performance FIVE =
      of(FIVE_DAYS, OptionalDouble.empty(), 100, 110, 99, 99, 121);

  @Test
  void theTailIsTheQuantileAndWhatLiesBelowIt() {
    // Sorted: -0.1, 0, 0.1, 2/9; 3 x 0.05 = 0.15 of the way from -0.1 to 0.
    assertEquals(-0.085, value("var_95", FIVE), 1e-15);
    assertEquals(-0.1, value("cvar_95", FIVE), 1e-15);
  }

  @Test
  void drawdownsAreMeasuredInDaysAndInDepth() {
    // From 31 January to 1 March; two of five bars lie 10 % below the peak.
    assertEquals(30, value("max_dd_days", FIVE));
    assertEquals(Math.sqrt(40), value("ulcer_index", FIVE), 1e-13);
  }

  @Test
  void aDrawdownBeginsAtTheLastBarOfThePeakAndMayLastToTheEnd() {
    int[] days =
        days("2024-01-01", "2024-01-11", "2024-01-21", "2024-01-31", "2024-02-01", "2024-03-02");

    assertEquals(20, value("max_dd_days", of(days, NONE, 5, 7, 6, 7, 8, 8)));
    assertEquals(51, value("max_dd_days", of(days, NONE, 5, 7, 6, 6, 6, 6)));
    assertEquals(0, value("max_dd_days", of(days, NONE, 5, 5, 5, 6, 7, 7)));
  }

  @Test
  void aMonthIsMeasuredFromTheLastBarBeforeIt() {
    assertArrayEquals(
        new double[] {0.1, -0.1, 2 / 9.0}, FIVE.months().orElseThrow().returns(), 1e-15);
    assertEquals(2 / 9.0, value("best_month", FIVE), 1e-15);
    assertEquals(-0.1, value("worst_month", FIVE), 1e-15);
    assertEquals(2 / 3.0, value("positive_months", FIVE), 1e-15);
  }

  @Test
  void aMonthWithoutAReturnDoesNotCountAndNoneAfterAWipeOut() {
    int[] days = days("2024-01-31", "2024-02-01", "2024-02-02", "2024-03-01", "2024-04-01");

    assertArrayEquals(
        new double[] {0.2, -1},
        of(days, NONE, 100, 110, 120, 0, 0).months().orElseThrow().returns(),
        1e-15);
    // A start capital before the first bar stands at its date, so that January has a return.
    assertArrayEquals(
        new double[] {-0.01, 120 / 99.0 - 1, -1},
        of(days, OptionalDouble.of(100), 99, 110, 120, 0, 0).months().orElseThrow().returns(),
        1e-15);
  }

  @Test
  void momentsArePopulationMomentsAndKurtosisIsNotInExcess() {
    // r = 0.1, 0.1, 0.1, -0.1: mean 0.05; deviations 0.05 three times, and -0.15.
    Performance four = of(FIVE_DAYS, NONE, 1000, 1100, 1210, 1331, 1197.9);
    double second = (3 * 0.0025 + 0.0225) / 4;

    assertEquals(
        (3 * 0.000125 - 0.003375) / 4 / Math.pow(second, 1.5), value("skewness", four), 1e-12);
    assertEquals(
        (3 * 0.00000625 + 0.00050625) / 4 / (second * second), value("kurtosis", four), 1e-12);
  }

  @Test
  void psrIsTheDeflatedSharpeRatioOfASingleTrial() {
    ReturnMoments moments = ReturnMoments.of(FIVE).orElseThrow();
    Trials alone = Trials.of(List.of(new Trials.Run("a", moments.sharpe())));

    assertEquals(DeflatedSharpe.of(moments, alone).orElseThrow(), value("psr", FIVE));
  }

  @Test
  void exposureAndCostsAreSharesOfEquity() {
    Book book =
        new Book(
            FIVE_DAYS,
            new double[] {100, 110, 99, 99, 0},
            Optional.of(new double[] {50, 55, 99, 0, 10}),
            Optional.of(new double[] {-25, 0, -99, 0, -10}),
            Optional.of(new double[] {1, 0, 2, 0, 0.5}),
            Optional.of(new int[] {2, 1, 2, 0, 0}));
    Performance performance = of(FIVE_DAYS, NONE, 100, 110, 99, 99, 0).with(book);

    assertEquals((0.75 + 0.5 + 2) / 5, value("avg_gross_exposure", performance), 1e-15);
    assertEquals((0.25 + 0.5 + 0) / 5, value("avg_net_exposure", performance), 1e-15);
    assertEquals(1, value("avg_positions", performance));
    assertEquals(3.5 / 81.6 / (4 / 252.0), value("cost_drag", performance), 1e-12);
  }

  @Test
  void whatTheFilesDoNotTellIsUndefined() {
    Performance bare = Performance.of(new double[] {100, 101}, NONE, 252, Optional.empty());

    for (String metric :
        List.of(
            "max_dd_days",
            "best_month",
            "positive_months",
            "avg_gross_exposure",
            "avg_net_exposure",
            "avg_positions",
            "cost_drag",
            "var_95",
            "psr")) {
      assertFalse(Metrics.compute(bare).containsKey(metric), metric);
    }
  }

  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static Performance of(int[] days, OptionalDouble start, double... equity) {
    return Performance.of(equity, start, 252, Optional.empty()).with(Book.of(days, equity));
  }

  private static int[] days(String... dates) {
    return Stream.of(dates).mapToInt(date -> (int) LocalDate.parse(date).toEpochDay()).toArray();
  }

  private static double value(String name, Performance performance) {
    Map<String, Number> values = Metrics.compute(performance);
    return values.get(name).doubleValue();
  }
}
