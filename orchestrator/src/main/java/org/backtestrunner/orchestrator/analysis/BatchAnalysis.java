package org.backtestrunner.orchestrator.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.CurveCalendar;
import org.backtestrunner.orchestrator.analysis.set.ParameterGrid;
import org.backtestrunner.orchestrator.analysis.set.RankedMetric;
import org.backtestrunner.orchestrator.analysis.set.Sets;
import org.backtestrunner.orchestrator.analysis.statistic.BenchmarkComparison;
import org.backtestrunner.orchestrator.analysis.statistic.BenchmarkMetric;
import org.backtestrunner.orchestrator.analysis.statistic.Overfitting;
import org.backtestrunner.orchestrator.analysis.statistic.TrackRecord;
import org.backtestrunner.orchestrator.harvest.metric.Trials;
import org.backtestrunner.orchestrator.harvest.output.NameShare;
import org.backtestrunner.orchestrator.launch.command.WorkerArguments;
import org.backtestrunner.orchestrator.ledger.CountedTrials;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * The statistics of a batch, all of them.
 *
 * @param curves what the daily returns of each run tell
 * @param trials of the group; empty without a curve
 * @param counted the trials of the batch beside those of earlier ones
 * @param best candidate by Sharpe ratio
 * @param robust the candidate whose point and neighbours are best together
 * @param overfitting of choosing among the columns
 * @param sensitivities of the grids with an axis
 */
public record BatchAnalysis(
    Sets sets,
    Map<Integer, CurveFacts> curves,
    Optional<TrialFacts> trials,
    CountedTrials counted,
    Optional<Contender> best,
    Optional<Contender> robust,
    Optional<Overfitting> overfitting,
    List<Sensitivity> sensitivities,
    List<BatchWarning> warnings,
    Verdict verdict) {

  public BatchAnalysis {
    curves = Map.copyOf(curves);
    sensitivities = List.copyOf(sensitivities);
    warnings = List.copyOf(warnings);
  }

  /**
   * What the runs look like beside the benchmark of their batch, which is one pass over their
   * equity, and the first half of the work.
   *
   * @param sets of the runs with the metrics that the benchmark gives them
   * @param comparisons these metrics alone, by index of the run
   */
  public record Groundwork(
      Sets sets,
      Map<Integer, Map<String, Number>> comparisons,
      BatchDirectory directory,
      CurveStatistics statistics) {}

  /**
   * Reads the equity of all runs once.
   *
   * @param benchmarkId the run that the user has named as benchmark
   * @param visitor sees the curves meanwhile
   * @throws IOException where a file that was harvested can no longer be read
   */
  public static Groundwork prepare(
      List<AnalysedRun> runs,
      Optional<String> benchmarkId,
      BatchDirectory directory,
      CurveVisitor visitor)
      throws IOException {
    Sets sets = Sets.of(runs, benchmarkId);
    CurveStatistics statistics = CurvePass.over(sets, directory, visitor);
    Map<Integer, Map<String, Number>> comparisons = new LinkedHashMap<>();
    List<AnalysedRun> compared = new ArrayList<>();
    for (AnalysedRun run : runs) {
      Map<String, Number> metrics = new LinkedHashMap<>(run.metrics());
      Optional<BenchmarkComparison> comparison = statistics.of(run).comparison();
      if (comparison.isPresent()) {
        comparisons.put(run.index(), BenchmarkMetric.of(comparison.get()));
        metrics.putAll(comparisons.get(run.index()));
      }
      compared.add(new AnalysedRun(run.result(), metrics));
    }
    return new Groundwork(Sets.of(compared, benchmarkId), comparisons, directory, statistics);
  }

  /**
   * @param trials of the batch, by frequency
   * @param counted these beside those of earlier batches
   * @throws IOException where the positions of a run can no longer be read
   */
  public static BatchAnalysis of(
      Groundwork groundwork, Map<String, Trials> trials, CountedTrials counted) throws IOException {
    Sets sets = groundwork.sets();
    CurveStatistics statistics = groundwork.statistics();
    Optional<AnalysedRun> best = sets.best(RankedMetric.SHARPE);
    Optional<CurveCalendar> calendar = sets.calendar();
    Optional<TrialFacts> trialFacts =
        calendar.map(
            of ->
                TrialFacts.of(
                    trials.get(of.freq()),
                    of,
                    statistics.correlation(),
                    best.map(run -> Contender.moments(run).returnCount())));
    Optional<Contender> bestContender = contender(best, groundwork, trialFacts);
    Optional<Overfitting> overfitting =
        statistics
            .cut()
            .flatMap(
                cut ->
                    Overfitting.of(
                        cut,
                        statistics.columns(),
                        statistics.benchmark(),
                        calendar.orElseThrow().daysPerYear()));
    return new BatchAnalysis(
        sets,
        statistics.facts(),
        trialFacts,
        counted,
        bestContender,
        contender(sets.robust(), groundwork, trialFacts),
        overfitting,
        sets.grids().stream().filter(g -> !g.axes().isEmpty()).map(Sensitivity::of).toList(),
        BatchWarnings.of(sets, bestContender.map(Contender::warnings).orElse(List.of())),
        Verdict.of(sets, bestContender, overfitting));
  }

  private static Optional<Contender> contender(
      Optional<AnalysedRun> chosen, Groundwork groundwork, Optional<TrialFacts> trials)
      throws IOException {
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    AnalysedRun run = chosen.get();
    TrialFacts facts = trials.orElseThrow();
    Optional<AnalysedRun> benchmark = groundwork.sets().usableBenchmark();
    CurveStatistics statistics = groundwork.statistics();
    Optional<ParameterGrid> grid = groundwork.sets().gridOf(run);
    String freq = run.plan().normalised("freq");
    RunDirectory directory = groundwork.directory().run(run.plan());
    return Optional.of(
        new Contender(
            run,
            statistics.of(run).record().orElseThrow(),
            benchmark.flatMap(usable -> statistics.of(run).comparison()),
            benchmark,
            benchmark.flatMap(usable -> statistics.of(usable).record()),
            grid,
            NameShare.largest(
                directory.positions(freq), WorkerArguments.areCsvSafe(directory.workerArguments())),
            facts.luckOnly(Contender.moments(run)),
            facts.atEffectiveNumber(Contender.moments(run)),
            TrackRecord.minimumBacktestYears(facts.trials().count(), run.sharpe())));
  }

  /** What the daily returns of a run tell; nothing of one that is outside all sets. */
  public CurveFacts curve(AnalysedRun run) {
    return curves.getOrDefault(run.index(), CurveFacts.NONE);
  }
}
