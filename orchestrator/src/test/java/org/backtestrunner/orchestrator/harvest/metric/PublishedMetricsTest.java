package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Cases of an independent library of daily metrics, as far as its conventions are ours: risk-free
 * rate and required return 0. Its infinities are our undefined values. Its yearly growth counts a
 * leading missing return as a period, so those cases are not among them.
 */
class PublishedMetricsTest {
  @ParameterizedTest
  @CsvFileSource(resources = "daily-metrics.csv", useHeadersInDisplayName = true)
  void metricsAgreeWithPublishedCasesOfAnotherLibrary(
      String metric, String returns, int barsPerYear, Double expected, double tolerance) {
    Performance performance = PublishedCases.earning(PublishedCases.returns(returns), barsPerYear);

    OptionalDouble actual = metric(metric).of(performance);

    assertEquals(expected != null, actual.isPresent(), "is defined");
    if (expected != null) {
      assertEquals(expected, actual.getAsDouble(), tolerance);
    }
  }

  private static Metric metric(String name) {
    return Metrics.ALL.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }
}
