package org.backtestrunner.orchestrator.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.backtestrunner.orchestrator.analysis.CurveVisitor.Interest;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Benchmark;
import org.backtestrunner.orchestrator.analysis.set.CurveCalendar;
import org.backtestrunner.orchestrator.analysis.set.Sets;
import org.backtestrunner.orchestrator.analysis.statistic.BenchmarkComparison;
import org.backtestrunner.orchestrator.analysis.statistic.BlockSums;
import org.backtestrunner.orchestrator.analysis.statistic.DailyReturns;
import org.backtestrunner.orchestrator.analysis.statistic.MeanCorrelation;
import org.backtestrunner.orchestrator.harvest.metric.MonthlyReturns;
import org.backtestrunner.orchestrator.harvest.output.EquityCurve;
import org.backtestrunner.orchestrator.harvest.output.EquityCurve.Extent;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/**
 * One pass over the equity files of a batch. Of each curve it keeps a few numbers and the sums of
 * its blocks, so that ten thousand of them need no more than some megabytes.
 */
final class CurvePass {
  private final Sets sets;
  private final BatchDirectory directory;
  private final CurveVisitor visitor;
  private final Optional<BlockSums.Cut> cut;
  private final MeanCorrelation correlation;
  private final Set<Integer> group;
  private final Set<Integer> columns;
  private final Set<String> trials = new HashSet<>();
  private final Map<Integer, CurveFacts> facts = new HashMap<>();
  private final List<BlockSums> ofColumns = new ArrayList<>();
  private final Optional<BenchmarkCurve> benchmark;

  /** The one curve that is kept while all others are read. */
  private record BenchmarkCurve(AnalysedRun run, DailyReturns daily, MonthlyReturns months) {}

  private CurvePass(Sets sets, BatchDirectory directory, CurveVisitor visitor) throws IOException {
    this.sets = sets;
    this.directory = directory;
    this.visitor = visitor;
    this.cut = sets.calendar().map(CurveCalendar::returns).flatMap(BlockSums.Cut::of);
    this.correlation = new MeanCorrelation(sets.calendar().map(CurveCalendar::returns).orElse(0));
    this.group = Sets.indices(sets.group());
    this.columns = Sets.indices(sets.columns());
    Optional<AnalysedRun> run = sets.benchmark().map(Benchmark::run).filter(AnalysedRun::isCurve);
    this.benchmark = run.isEmpty() ? Optional.empty() : Optional.of(benchmark(run.get()));
  }

  static CurveStatistics over(Sets sets, BatchDirectory directory, CurveVisitor visitor)
      throws IOException {
    visitor.begin(sets);
    CurvePass pass = new CurvePass(sets, directory, visitor);
    for (AnalysedRun run : sets.runs()) {
      pass.take(run);
    }
    return pass.result();
  }

  private BenchmarkCurve benchmark(AnalysedRun run) throws IOException {
    EquityCurve curve = read(run, Extent.EQUITY);
    return new BenchmarkCurve(run, DailyReturns.of(curve.days(), curve.equity()), curve.months());
  }

  private EquityCurve read(AnalysedRun run, Extent extent) throws IOException {
    EquityCurve curve = EquityCurve.read(run.plan(), directory.run(run.plan()), extent);
    if (DailyReturns.of(curve.days(), curve.equity()).size() != run.calendar().returns()) {
      throw new IOException("the equity of run " + run.id() + " has changed");
    }
    return curve;
  }

  private void take(AnalysedRun run) throws IOException {
    boolean isOfGroup = group.contains(run.index());
    Optional<BenchmarkCurve> other = benchmark.filter(curve -> isComparable(run, curve.run()));
    Interest interest =
        run.result().success().isPresent() ? visitor.interest(run) : Interest.NOTHING;
    if (!isOfGroup && other.isEmpty() && interest == Interest.NOTHING) {
      return;
    }
    EquityCurve curve = read(run, interest == Interest.BOOK ? Extent.BOOK : Extent.EQUITY);
    if (interest != Interest.NOTHING) {
      visitor.take(run, curve);
    }
    if (!isOfGroup && other.isEmpty()) {
      return;
    }
    DailyReturns daily = DailyReturns.of(curve.days(), curve.equity());
    if (isOfGroup && trials.add(run.plan().paramsHash())) {
      correlation.add(daily.values());
    }
    if (columns.contains(run.index())) {
      cut.ifPresent(blocks -> ofColumns.add(blocks.sumsOf(daily.values())));
    }
    facts.put(
        run.index(),
        new CurveFacts(
            isOfGroup
                ? Optional.of(CurveFacts.Record.of(daily, run.daysPerYear()))
                : Optional.empty(),
            other.map(curveOf -> compared(run, daily, curve.months(), curveOf))));
  }

  private static boolean isComparable(AnalysedRun run, AnalysedRun benchmark) {
    return run.result().success().isPresent()
        && run.index() != benchmark.index()
        && run.calendar().equals(benchmark.calendar());
  }

  private static BenchmarkComparison compared(
      AnalysedRun run, DailyReturns daily, MonthlyReturns months, BenchmarkCurve benchmark) {
    return BenchmarkComparison.of(
        daily.values(),
        benchmark.daily().values(),
        run.daysPerYear(),
        difference(run.metric("cagr"), benchmark.run().metric("cagr")),
        months,
        benchmark.months());
  }

  private static OptionalDouble difference(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() && other.isPresent()
        ? OptionalDouble.of(one.getAsDouble() - other.getAsDouble())
        : OptionalDouble.empty();
  }

  private CurveStatistics result() {
    Optional<BlockSums> ofBenchmark =
        benchmark
            .filter(curve -> sets.usableBenchmark().isPresent())
            .flatMap(curve -> cut.map(blocks -> blocks.sumsOf(curve.daily().values())));
    return new CurveStatistics(facts, correlation, cut, ofColumns, ofBenchmark);
  }
}
