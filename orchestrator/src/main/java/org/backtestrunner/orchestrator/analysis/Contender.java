package org.backtestrunner.orchestrator.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Neighbourhood;
import org.backtestrunner.orchestrator.analysis.set.ParameterGrid;
import org.backtestrunner.orchestrator.analysis.statistic.BenchmarkComparison;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.harvest.output.NameShare;

/**
 * A run that is named as the one to take: the best, or the most robust one.
 *
 * @param record what its daily returns tell
 * @param comparison with the benchmark, where that is usable
 * @param benchmark which that is
 * @param grid where it is one of a grid with an axis
 * @param largestName of its book, where its positions are known
 * @param luckOnly its Sharpe ratio deflated by what luck alone would show
 * @param atEffectiveNumber its Sharpe ratio deflated by the effective number of trials
 * @param minimumBacktestYears in which luck would show a Sharpe ratio like its own
 */
public record Contender(
    AnalysedRun run,
    CurveFacts.Record record,
    Optional<BenchmarkComparison> comparison,
    Optional<AnalysedRun> benchmark,
    Optional<CurveFacts.Record> benchmarkRecord,
    Optional<ParameterGrid> grid,
    Optional<NameShare> largestName,
    OptionalDouble luckOnly,
    OptionalDouble atEffectiveNumber,
    OptionalDouble minimumBacktestYears) {

  /** The Sharpe ratio less that of the benchmark. */
  public OptionalDouble benchmarkDifference() {
    return benchmark.isPresent()
        ? OptionalDouble.of(run.sharpe() - benchmark.get().sharpe())
        : OptionalDouble.empty();
  }

  public Optional<Neighbourhood> neighbourhood() {
    return grid.map(found -> found.neighbourhood(run));
  }

  /** The warnings that are about a run like this one. */
  public List<BatchWarning> warnings() {
    return ContenderWarnings.of(this);
  }

  static ReturnMoments moments(AnalysedRun run) {
    return run.equity().moments().orElseThrow();
  }
}
