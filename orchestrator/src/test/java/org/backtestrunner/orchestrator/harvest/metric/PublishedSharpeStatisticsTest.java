package org.backtestrunner.orchestrator.harvest.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Published cases of probabilistic and deflated Sharpe ratios. The least track record and backtest
 * lengths are no metrics of ours; they check the standard error, the quantile and the expected
 * maximum that they are made of.
 */
class PublishedSharpeStatisticsTest {
  private static final int BARS_WHERE_NONE_ARE_COUNTED = 1000;

  /** A line of the table, with the numbers that it gives. */
  private record Case(
      String statistic,
      String returns,
      double sharpe,
      double periods,
      int count,
      double skew,
      double kurtosis,
      int trials,
      double deviation,
      double benchmark,
      double probability) {

    static Case of(ArgumentsAccessor line) {
      return new Case(
          line.getString(2),
          line.getString(5),
          number(line, 6),
          number(line, 7),
          (int) number(line, 8),
          number(line, 9),
          number(line, 10),
          (int) number(line, 11),
          number(line, 12),
          number(line, 13),
          number(line, 14));
    }

    private static double number(ArgumentsAccessor line, int column) {
      return line.get(column) == null ? 0 : line.getDouble(column);
    }

    ReturnMoments moments() {
      if (returns != null) {
        return ReturnMoments.of(PublishedCases.earning(PublishedCases.returns(returns), 252))
            .orElseThrow();
      }
      return new ReturnMoments(
          perBar(sharpe), skew, kurtosis, count == 0 ? BARS_WHERE_NONE_ARE_COUNTED : count);
    }

    private double perBar(double sharpeRatio) {
      return periods == 0 ? sharpeRatio : sharpeRatio / Math.sqrt(periods);
    }

    Trials ofTrials() {
      return new Trials(trials, OptionalDouble.of(deviation * deviation));
    }

    double leastTrackRecord() {
      double quantile = NormalDistribution.upperTailQuantile(1 - probability);
      ReturnMoments moments = moments();
      double errors =
          quantile
              * moments.sharpeStandardError().orElseThrow()
              / (moments.sharpe() - perBar(benchmark));
      return 1 + (moments.returnCount() - 1) * errors * errors;
    }

    double computed() {
      return switch (statistic) {
        case "expected_max_z" -> Trials.expectedMaximumOfNormals(trials);
        case "expected_max_sr" -> ofTrials().expectedMaximumSharpe();
        case "dsr" -> DeflatedSharpe.of(moments(), ofTrials()).orElseThrow();
        case "psr" -> DeflatedSharpe.probabilisticSharpe(moments(), benchmark).orElseThrow();
        case "sr_stdev" -> moments().sharpeStandardError().orElseThrow();
        case "sharpe_per_period" -> moments().sharpe();
        case "min_trl" -> leastTrackRecord();
        case "min_trl_div_12" -> leastTrackRecord() / 12;
        case "min_trl_years" -> leastTrackRecord() / periods;
        case "min_backtest_length_years" ->
            Math.pow(Trials.expectedMaximumOfNormals(trials) / sharpe, 2);
        default -> throw new AssertionError("unknown statistic: " + statistic);
      };
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "sharpe-statistics.csv", useHeadersInDisplayName = true)
  void sharpeStatisticsAgreeWithPublishedCases(ArgumentsAccessor line) {
    assertEquals(line.getDouble(3), Case.of(line).computed(), line.getDouble(4));
  }
}
