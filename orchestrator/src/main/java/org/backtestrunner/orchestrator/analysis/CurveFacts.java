package org.backtestrunner.orchestrator.analysis;

import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.analysis.statistic.BenchmarkComparison;
import org.backtestrunner.orchestrator.analysis.statistic.Concentration;
import org.backtestrunner.orchestrator.analysis.statistic.DailyReturns;
import org.backtestrunner.orchestrator.analysis.statistic.TrackRecord;

/**
 * What the daily returns of a run tell.
 *
 * @param record of a curve of the group
 * @param comparison of a run with the benchmark's calendar
 */
public record CurveFacts(Optional<Record> record, Optional<BenchmarkComparison> comparison) {
  static final CurveFacts NONE = new CurveFacts(Optional.empty(), Optional.empty());

  /**
   * What a curve alone tells of itself. Sharpe ratios are annualised.
   *
   * @param returns T
   * @param minimumReturns the number of them that its Sharpe ratio needs to be believed
   */
  public record Record(
      int returns,
      OptionalDouble firstHalfSharpe,
      OptionalDouble secondHalfSharpe,
      OptionalDouble minimumReturns,
      Optional<Concentration> concentration) {

    static Record of(DailyReturns daily, double daysPerYear) {
      return new Record(
          daily.size(),
          daily.firstHalfSharpe(daysPerYear),
          daily.secondHalfSharpe(daysPerYear),
          daily.moments().map(TrackRecord::minimumReturns).orElse(OptionalDouble.empty()),
          Concentration.of(daily));
    }
  }
}
