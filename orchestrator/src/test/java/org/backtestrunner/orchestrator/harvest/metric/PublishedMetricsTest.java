package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Cases of an independent library of daily metrics, as far as its conventions are ours: risk-free
 * rate and required return 0. Its infinities are our undefined values. Its yearly growth counts a
 * leading missing return as a period, so those cases say nothing here.
 */
class PublishedMetricsTest {

  private static final Map<String, Integer> PERIODS_PER_YEAR =
      Map.of("daily", 252, "weekly", 52, "monthly", 12, "yearly", 1);

  /** What a case of the other library says about one of our metrics. */
  private record Expectation(Metric metric, double scale, int barsPerYear) {

    /** As many decimals as that library's own tests compare, before the scale. */
    double tolerance() {
      return scale * (metric instanceof TotalReturn ? 0.5e-4 : 0.5e-8);
    }
  }

  @TestFactory
  List<DynamicTest> metricsAgreeWithPublishedCasesOfAnotherLibrary() throws IOException {
    JsonNode published = KnownAnswers.read("empyrical.json");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode publishedCase : published.path("cases")) {
      expectation(publishedCase)
          .ifPresent(expected -> tests.addAll(tests(published, publishedCase, expected)));
    }
    assertEquals(47, tests.size(), "cases whose conventions are ours");
    return tests;
  }

  private static Optional<Expectation> expectation(JsonNode publishedCase) {
    String series = publishedCase.path("returns").asText();
    int barsPerYear = PERIODS_PER_YEAR.get(publishedCase.path("period").asText("daily"));
    boolean leadingGap = series.equals("mixed_returns");
    boolean empty = series.equals("empty_returns");
    return switch (publishedCase.path("test").asText()) {
      case "test_sharpe_ratio" ->
          publishedCase.path("risk_free").asText().equals("0.0")
              ? Optional.of(new Expectation(new Sharpe(), 1, barsPerYear))
              : Optional.empty();
      case "test_excess_sharpe" ->
          publishedCase.path("factor_returns").asText().equals("0.0")
              ? Optional.of(new Expectation(new Sharpe(), 1, 1))
              : Optional.empty();
      case "test_annual_volatility" ->
          Optional.of(new Expectation(new Volatility(), 1, barsPerYear));
      case "test_sortino" ->
          publishedCase.path("required_return").asText().equals("0.0")
              ? Optional.of(new Expectation(new Sortino(), 1, barsPerYear))
              : Optional.empty();
      case "test_max_drawdown" ->
          empty
              ? Optional.empty()
              : Optional.of(new Expectation(new MaximumDrawdownPercent(), 100, barsPerYear));
      case "test_cum_returns_final" ->
          empty || publishedCase.path("starting_value").asInt() != 0
              ? Optional.empty()
              : Optional.of(new Expectation(new TotalReturn(), 1, barsPerYear));
      case "test_cagr", "test_annual_ret" ->
          leadingGap
              ? Optional.empty()
              : Optional.of(new Expectation(new CompoundAnnualGrowthRate(), 1, barsPerYear));
      case "test_calmar" ->
          leadingGap
              ? Optional.empty()
              : Optional.of(new Expectation(new Calmar(), 1, barsPerYear));
      default -> Optional.empty();
    };
  }

  private static List<DynamicTest> tests(
      JsonNode published, JsonNode publishedCase, Expectation expectation) {
    String series = publishedCase.path("returns").asText();
    JsonNode input = published.path("inputs").path(series);
    JsonNode expected = publishedCase.path("expected");
    if (!expected.isObject()) {
      double[] returns =
          input.isMissingNode()
              ? constant(published.path("large_inputs").path(series))
              : values(input);
      return List.of(test(series, returns, expected, expectation));
    }
    return IntStream.range(0, expected.path("index").size())
        .mapToObj(
            column -> {
              String name = expected.path("index").path(column).asText();
              return test(
                  series + " " + name,
                  values(input.path(name)),
                  expected.path("values").path(column),
                  expectation);
            })
        .toList();
  }

  private static DynamicTest test(
      String series, double[] returns, JsonNode expected, Expectation expectation) {
    return DynamicTest.dynamicTest(
        expectation.metric().name() + " of " + series,
        () -> {
          Performance performance = KnownAnswers.earning(returns, expectation.barsPerYear());
          OptionalDouble actual = expectation.metric().of(performance);
          if (expected.isNumber()) {
            assertTrue(actual.isPresent(), "is defined");
            assertEquals(
                expected.asDouble() * expectation.scale(),
                actual.getAsDouble(),
                expectation.tolerance());
          } else {
            assertTrue(Set.of("null", "inf").contains(expected.asText()), expected::toString);
            assertTrue(actual.isEmpty(), "is undefined");
          }
        });
  }

  private static double[] values(JsonNode series) {
    return StreamSupport.stream(series.path("values").spliterator(), false)
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static double[] constant(JsonNode series) {
    return IntStream.range(0, series.path("n").asInt())
        .mapToDouble(bar -> series.path("constant").asDouble())
        .toArray();
  }
}
