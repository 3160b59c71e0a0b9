package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Published cases of probabilistic and deflated Sharpe ratios. The least track record and backtest
 * lengths are no metrics of ours; they check the standard error, the quantile and the expected
 * maximum that they are made of. The forms of 2025 are another estimator.
 */
class PublishedSharpeStatisticsTest {

  private static final Set<String> OTHER_ESTIMATORS =
      Set.of("sr_stdev_2025", "psr_2025", "min_trl_2025");

  @TestFactory
  List<DynamicTest> sharpeStatisticsAgreeWithPublishedCases() throws IOException {
    JsonNode published = KnownAnswers.read("psr_dsr.json");
    double[] returns =
        StreamSupport.stream(published.path("returns50").spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode publishedCase : published.path("cases")) {
      if (!OTHER_ESTIMATORS.contains(publishedCase.path("kind").asText())) {
        tests.add(
            DynamicTest.dynamicTest(
                publishedCase.path("id").asText(),
                () ->
                    assertEquals(
                        publishedCase.path("expected").asDouble(),
                        computed(publishedCase, returns),
                        publishedCase.path("tolerance").asDouble())));
      }
    }
    assertEquals(20, tests.size(), "cases of our estimators");
    return tests;
  }

  private static double computed(JsonNode publishedCase, double[] returns) {
    JsonNode inputs = publishedCase.path("inputs");
    double benchmark = inputs.path("benchmark").asDouble();
    String kind = publishedCase.path("kind").asText();
    return switch (kind) {
      case "expected_max_z" -> Trials.expectedMaximumOfNormals(inputs.path("N").asInt());
      case "expected_max_sr" -> trials(inputs).expectedMaximumSharpe();
      case "dsr" -> DeflatedSharpe.of(moments(inputs, returns), trials(inputs)).orElseThrow();
      case "psr" ->
          DeflatedSharpe.probabilisticSharpe(moments(inputs, returns), benchmark).orElseThrow();
      case "sr_stdev" -> moments(inputs, returns).sharpeStandardError().orElseThrow();
      case "sharpe_per_period" -> moments(inputs, returns).sharpe();
      case "min_trl" -> leastTrackRecord(moments(inputs, returns), benchmark, inputs);
      case "min_trl_div_12" -> leastTrackRecord(moments(inputs, returns), benchmark, inputs) / 12;
      case "min_trl_years" -> {
        double periods = inputs.path("periods").asDouble();
        double perPeriod = inputs.path("benchmark_annual").asDouble() / Math.sqrt(periods);
        yield leastTrackRecord(moments(inputs, returns), perPeriod, inputs) / periods;
      }
      case "min_backtest_length_years" ->
          Math.pow(
              Trials.expectedMaximumOfNormals(inputs.path("N").asInt())
                  / inputs.path("sharpe_is_annual").asDouble(),
              2);
      default -> throw new AssertionError("unknown kind of case: " + kind);
    };
  }

  private static double leastTrackRecord(ReturnMoments moments, double benchmark, JsonNode inputs) {
    double quantile = NormalDistribution.upperTailQuantile(1 - inputs.path("prob").asDouble());
    double errors =
        quantile * moments.sharpeStandardError().orElseThrow() / (moments.sharpe() - benchmark);
    return 1 + (moments.returnCount() - 1) * errors * errors;
  }

  private static Trials trials(JsonNode inputs) {
    double deviation = inputs.path("sd_sr_daily").asDouble();
    return new Trials(inputs.path("N").asInt(), OptionalDouble.of(deviation * deviation));
  }

  private static ReturnMoments moments(JsonNode inputs, double[] returns) {
    if (inputs.has("returns")) {
      return ReturnMoments.of(KnownAnswers.earning(returns, 252)).orElseThrow();
    }
    return new ReturnMoments(
        sharpePerPeriod(inputs),
        inputs.path("skew").asDouble(),
        inputs.path("kurtosis_nonexcess").asDouble(),
        inputs.path("T").asInt(inputs.path("n").asInt(1000)));
  }

  private static double sharpePerPeriod(JsonNode inputs) {
    for (String name : List.of("sr", "sr_daily", "sr_monthly")) {
      if (inputs.has(name)) {
        return inputs.path(name).asDouble();
      }
    }
    return inputs.path("sr_annual").asDouble() / Math.sqrt(inputs.path("periods").asDouble());
  }
}
