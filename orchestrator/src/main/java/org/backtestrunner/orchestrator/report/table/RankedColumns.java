package org.backtestrunner.orchestrator.report.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.CurveFacts;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Neighbourhood;
import org.backtestrunner.orchestrator.analysis.statistic.BenchmarkMetric;
import org.backtestrunner.orchestrator.analysis.statistic.Concentration;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.harvest.metric.Metric;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.report.table.RunTable.Column;
import org.backtestrunner.orchestrator.report.table.RunTable.Kind;

/** The numbers by which runs are ranked, and those that a ranking shows. */
public final class RankedColumns {
  /** What a ranking always shows, in this order. */
  private static final List<Column> STANDARD =
      List.of(
          new Column("sharpe", "Sharpe", Kind.RATIO),
          new Column(DeflatedSharpe.NAME, "deflated", Kind.SHARE),
          new Column("cagr", "return a year", Kind.SHARE),
          new Column("volatility", "volatility", Kind.SHARE),
          new Column("max_dd_pct", "worst loss", Kind.PERCENT),
          new Column("turnover", "turnover", Kind.RATIO),
          new Column("information_ratio", "excess", Kind.RATIO),
          new Column("first_half_sharpe", "first half", Kind.RATIO),
          new Column("second_half_sharpe", "second half", Kind.RATIO),
          new Column("neighbours_mean", "neighbours", Kind.RATIO),
          new Column("top_10_share", "ten best days", Kind.SHARE));

  private static final String SMOOTH = "smooth";

  /** Of the numbers that are no metric of a single run. */
  private static final Set<String> SMALLER_IS_BETTER = Set.of("tracking_error", "top_10_share");

  private RankedColumns() {}

  /** Everything that runs can be ranked by. */
  public static Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    Metrics.ALL.forEach(metric -> names.add(metric.name()));
    STANDARD.forEach(column -> names.add(column.name()));
    for (BenchmarkMetric metric : BenchmarkMetric.values()) {
      names.add(metric.label());
    }
    names.add(SMOOTH);
    return names;
  }

  /** Whether less of a number is more. */
  public static boolean isSmallerBetter(String name) {
    return Metrics.isSmallerBetter(name) || SMALLER_IS_BETTER.contains(name);
  }

  /** The standard ones, and the one that counts, where it is another. */
  static List<Column> with(String name) {
    List<Column> columns = new ArrayList<>(STANDARD);
    if (STANDARD.stream().noneMatch(column -> column.name().equals(name))) {
      columns.add(new Column(name, name, kind(name)));
    }
    return columns;
  }

  private static Kind kind(String name) {
    Optional<Metric> metric =
        Metrics.ALL.stream().filter(known -> known.name().equals(name)).findFirst();
    return metric
        .map(
            known ->
                switch (known.unit()) {
                  case FRACTION -> Kind.SHARE;
                  case PERCENT -> Kind.PERCENT;
                  case RATIO, MONEY, COUNT -> Kind.RATIO;
                })
        .orElse(Kind.RATIO);
  }

  /** A run's number of that name; empty where it is undefined. */
  public static OptionalDouble value(BatchAnalysis analysis, AnalysedRun run, String name) {
    Optional<CurveFacts.Record> record = analysis.curve(run).record();
    return switch (name) {
      case "first_half_sharpe" ->
          record.map(CurveFacts.Record::firstHalfSharpe).orElse(OptionalDouble.empty());
      case "second_half_sharpe" ->
          record.map(CurveFacts.Record::secondHalfSharpe).orElse(OptionalDouble.empty());
      case "top_10_share" ->
          record
              .flatMap(CurveFacts.Record::concentration)
              .map(Concentration::topTenShare)
              .map(OptionalDouble::of)
              .orElse(OptionalDouble.empty());
      case "neighbours_mean" ->
          around(analysis, run).map(Neighbourhood::mean).orElse(OptionalDouble.empty());
      case SMOOTH ->
          around(analysis, run).map(Neighbourhood::smooth).orElse(OptionalDouble.empty());
      default -> run.metric(name);
    };
  }

  private static Optional<Neighbourhood> around(BatchAnalysis analysis, AnalysedRun run) {
    return Optional.of(run)
        .filter(AnalysedRun::isCurve)
        .flatMap(analysis.sets()::gridOf)
        .map(grid -> grid.neighbourhood(run));
  }
}
