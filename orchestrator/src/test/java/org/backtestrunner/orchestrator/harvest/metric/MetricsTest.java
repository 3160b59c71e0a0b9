package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();
  private static final Optional<Trading> NO_ORDERS = Optional.empty();

  /** One year of four bars; the comments below are by hand. */
  private static final Performance ONE_YEAR =
      Performance.of(
          new double[] {100, 110, 88, 110, 121}, OptionalDouble.of(100), 4, traded(264.5));

  @Test
  void theOrderOfTheListIsTheOrderOfTheColumns() {
    List<String> columns =
        List.of(
            "total_return",
            "cagr",
            "volatility",
            "sharpe",
            "sortino",
            "max_dd",
            "max_dd_pct",
            "calmar",
            "turnover",
            "final_equity",
            "orders",
            "skewness",
            "kurtosis",
            "var_95",
            "cvar_95",
            "max_dd_days",
            "ulcer_index",
            "best_month",
            "worst_month",
            "positive_months",
            "avg_gross_exposure",
            "avg_net_exposure",
            "avg_positions",
            "cost_drag",
            "psr");
    double[] values = new double[5];
    Book book =
        new Book(
            new int[] {0, 1, 2, 3, 4},
            ONE_YEAR.equity(),
            Optional.of(values),
            Optional.of(values),
            Optional.of(values),
            Optional.of(new int[5]));

    assertEquals(columns, Metrics.ALL.stream().map(Metric::name).toList());
    assertEquals(columns, List.copyOf(Metrics.compute(ONE_YEAR.with(book)).keySet()));
  }

  @Test
  void everyMetricOfThePackageIsInTheList() throws Exception {
    Set<Class<?>> listed = Metrics.ALL.stream().map(Object::getClass).collect(Collectors.toSet());

    assertEquals(implementations(), listed);
  }

  private static Set<Class<?>> implementations() throws Exception {
    try (Stream<Path> files = Files.list(packageDirectory())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
          .map(name -> load(name.substring(0, name.length() - ".class".length())))
          .filter(Metric.class::isAssignableFrom)
          .filter(type -> !type.isInterface())
          .collect(Collectors.toSet());
    }
  }

  private static Path packageDirectory() throws URISyntaxException {
    return Path.of(Metric.class.getResource("Metric.class").toURI()).getParent();
  }

  private static Class<?> load(String simpleName) {
    try {
      return Class.forName(Metric.class.getPackageName() + "." + simpleName);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aYearOfFourBarsGivesWhatAPencilGives() {
    // r = 0.1, -0.2, 0.25, 0.1; mean 0.0625; squared deviations sum to 0.106875, so std is
    // sqrt(0.035625); the root mean square of the losses is sqrt(0.04 / 4) = 0.1.
    Map<String, Double> values = values(ONE_YEAR);

    assertEquals(0.21, values.get("total_return"), 1e-15);
    assertEquals(0.21, values.get("cagr"), 1e-15);
    assertEquals(2 * Math.sqrt(0.035625), values.get("volatility"), 1e-15);
    assertEquals(0.125 / Math.sqrt(0.035625), values.get("sharpe"), 1e-14);
    assertEquals(1.25, values.get("sortino"), 1e-14);
    assertEquals(-22, values.get("max_dd"));
    assertEquals(-20, values.get("max_dd_pct"), 1e-13);
    assertEquals(1.05, values.get("calmar"), 1e-14);
    assertEquals(2.5, values.get("turnover"), 1e-15);
    assertEquals(121, values.get("final_equity"));
    assertEquals(3, values.get("orders"));
  }

  @Test
  void aCountIsAWholeNumberAndAllElseKeepsItsFullPrecision() {
    Map<String, Number> values = Metrics.compute(ONE_YEAR);

    assertEquals("3", values.get("orders").toString());
    assertEquals("121.0", values.get("final_equity").toString());
    assertEquals("-22.0", values.get("max_dd").toString());
  }

  @Test
  void withoutAnOrdersFileNothingIsKnownOfOrders() {
    Map<String, Double> values = values(of(NO_ORDERS, 100, 101));

    assertFalse(values.containsKey("orders"));
    assertFalse(values.containsKey("turnover"));
    assertEquals(101, values.get("final_equity"));
  }

  @Test
  void aPeriodCountsStepsBetweenValuesNotValues() {
    // Two steps at four bars a year are half a year.
    Performance halfYear = of(traded(110), 100, 100, 121);

    assertEquals(0.4641, value("cagr", halfYear), 1e-14);
    assertEquals(110 / 107.0 * 2, value("turnover", halfYear), 1e-14);
  }

  @Test
  void startCapitalCountsInEveryMetric() {
    Performance performance =
        Performance.of(new double[] {80, 100}, OptionalDouble.of(100), 2, traded(280));

    assertEquals(0, value("total_return", performance));
    assertEquals(-20, value("max_dd", performance));
    assertEquals(-20, value("max_dd_pct", performance), 1e-13);
    assertEquals(3, value("turnover", performance), 1e-14);
  }

  @Test
  void theDeepestFallInMoneyAndInPercentCanBeDifferentFalls() {
    Performance performance = of(NO_ORDERS, 100, 50, 1000, 900);

    assertEquals(-100, value("max_dd", performance));
    assertEquals(-50, value("max_dd_pct", performance));
  }

  @Test
  void withoutALossSortinoAndCalmarAreAbsentAndDrawdownsAreZero() {
    Map<String, Double> values = values(of(NO_ORDERS, 100, 101, 103));

    assertFalse(values.containsKey("sortino"));
    assertFalse(values.containsKey("calmar"));
    assertEquals(0.0, values.get("max_dd"));
    assertEquals(0.0, values.get("max_dd_pct"));
  }

  @Test
  void aFlatCurveHasNoSharpeButAVolatilityOfZero() {
    Map<String, Double> values = values(of(NO_ORDERS, 100, 100, 100));

    assertFalse(values.containsKey("sharpe"));
    assertEquals(0.0, values.get("volatility"));
    assertEquals(0.0, values.get("cagr"));
  }

  @Test
  void steadyGrowthHasNoSharpeAlthoughItsReturnsDifferByRounding() {
    Performance steady =
        PublishedCases.earning(new double[] {0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01}, 252);

    assertTrue(value("sharpe", steady).isNaN());
    assertEquals(0, value("volatility", steady));
  }

  @Test
  void aDeviationCountsAsZeroUpTo1eMinus12OfTheMeanOrOf1() {
    // Two values a apart have the standard deviation a / sqrt(2).
    assertEquals(0, Series.variance(new double[] {0, 1.4e-12}));
    assertEquals(1.5e-12 * 1.5e-12 / 2, Series.variance(new double[] {0, 1.5e-12}), 1e-36);
    assertEquals(0, Series.variance(new double[] {1e6, 1e6 + 1.3e-6}));
    assertTrue(Series.variance(new double[] {-1e6, -1e6 + 1.5e-6}) > 0);
  }

  @Test
  void aSingleReturnHasNoSpread() {
    Map<String, Double> values = values(of(NO_ORDERS, 100, 99));

    assertFalse(values.containsKey("volatility"));
    assertFalse(values.containsKey("sharpe"));
    assertEquals(-2.0, values.get("sortino"), 1e-13); // -0.01 sqrt(4) / 0.01
  }

  @Test
  void aSingleValueHasNeitherGrowthNorTurnover() {
    Map<String, Double> values = values(of(traded(0), 100));

    for (String undefined :
        List.of("cagr", "volatility", "sharpe", "sortino", "calmar", "turnover")) {
      assertFalse(values.containsKey(undefined), undefined);
    }
    assertEquals(0.0, values.get("total_return"));
    assertEquals(0.0, values.get("max_dd"));
    assertEquals(0.0, values.get("max_dd_pct"));
    assertEquals(100.0, values.get("final_equity"));
    assertEquals(3.0, values.get("orders"));
  }

  @Test
  void aWipeOutIsATotalLossWithFiniteNumbers() {
    // r = 0.1, -1; the zeros after them earn nothing.
    Map<String, Double> values = values(of(traded(84), 100, 110, 0, 0));

    assertEquals(-1.0, values.get("total_return"));
    assertEquals(-1.0, values.get("cagr"));
    assertEquals(Math.sqrt(0.605) * 2, values.get("volatility"), 1e-14);
    assertEquals(-0.9 / Math.sqrt(0.605), values.get("sharpe"), 1e-14);
    assertEquals(-0.9 / Math.sqrt(0.5), values.get("sortino"), 1e-14);
    assertEquals(-110.0, values.get("max_dd"));
    assertEquals(-100.0, values.get("max_dd_pct"));
    assertEquals(-1.0, values.get("calmar"));
    assertEquals(84 / 52.5 / 0.75, values.get("turnover"), 1e-14);
  }

  @Test
  void ordersWithoutRowsAreNoTurnoverAndMissingOrdersAnUndefinedOne() {
    assertEquals(0, value("turnover", of(traded(0), 100, 101)));
    assertTrue(value("turnover", of(NO_ORDERS, 100, 101)).isNaN());
  }

  @Test
  void growthTooLargeForANumberIsUndefined() {
    Performance fiveMinutes = Performance.of(new double[] {100, 200}, UNKNOWN, 252 * 78, NO_ORDERS);

    assertTrue(value("cagr", fiveMinutes).isNaN());
    assertEquals(1, value("total_return", fiveMinutes));
  }

  private static Performance of(Optional<Trading> trading, double... equity) {
    return Performance.of(equity, UNKNOWN, 4, trading);
  }

  /** So much traded by three orders. */
  private static Optional<Trading> traded(double notional) {
    return Optional.of(new Trading(3, notional));
  }

  private static Map<String, Double> values(Performance performance) {
    return Metrics.compute(performance).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, metric -> metric.getValue().doubleValue()));
  }

  /** The value of a metric, NaN where it is undefined. */
  private static Double value(String name, Performance performance) {
    return values(performance).getOrDefault(name, Double.NaN);
  }
}
