package org.backtestrunner.orchestrator.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Axis;
import org.backtestrunner.orchestrator.analysis.set.ParameterGrid;
import org.backtestrunner.orchestrator.analysis.set.RankedMetric;
import org.backtestrunner.orchestrator.harvest.metric.Series;

/**
 * How the metrics of a grid depend on its axes: what the runs at each value have, and which share
 * of the variation an axis explains.
 *
 * @param effects one a metric
 */
public record Sensitivity(ParameterGrid grid, List<Effect> effects) {
  /** The metrics that are looked at, in their order. */
  private static final List<RankedMetric> METRICS =
      List.of(
          RankedMetric.SHARPE, RankedMetric.CAGR, RankedMetric.MAX_DD_PCT, RankedMetric.TURNOVER);

  public Sensitivity {
    effects = List.copyOf(effects);
  }

  /**
   * One metric of the successful runs of a grid.
   *
   * @param count of the runs that have it
   * @param complete whether each combination of values has exactly one of them
   * @param axes in the order of the grid
   * @param rest the share that no axis alone explains; of a complete grid
   */
  public record Effect(
      RankedMetric metric,
      int count,
      boolean complete,
      List<AxisEffect> axes,
      OptionalDouble rest) {

    public Effect {
      axes = List.copyOf(axes);
    }
  }

  /**
   * One metric along one axis.
   *
   * @param etaSquared the share of the variation between the values (Fisher 1925)
   * @param values in the order of the axis
   */
  public record AxisEffect(Axis axis, OptionalDouble etaSquared, List<AtValue> values) {
    public AxisEffect {
      values = List.copyOf(values);
    }
  }

  /**
   * One metric of the runs with one value.
   *
   * @param metrics of the runs, in plan order
   * @param best of them
   */
  public record AtValue(String value, double[] metrics, Optional<AnalysedRun> best) {
    public OptionalDouble mean() {
      return metrics.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Series.mean(metrics));
    }

    public OptionalDouble median() {
      return metrics.length == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Series.median(metrics));
    }

    public OptionalDouble standardDeviation() {
      return metrics.length < 2
          ? OptionalDouble.empty()
          : OptionalDouble.of(Series.standardDeviation(metrics));
    }
  }

  static Sensitivity of(ParameterGrid grid) {
    List<AnalysedRun> successes =
        grid.runs().stream().filter(run -> run.result().success().isPresent()).toList();
    return new Sensitivity(
        grid, METRICS.stream().map(metric -> effect(grid, metric, successes)).toList());
  }

  private static Effect effect(
      ParameterGrid grid, RankedMetric metric, List<AnalysedRun> successes) {
    List<AnalysedRun> runs =
        successes.stream().filter(run -> run.metric(metric.label()).isPresent()).toList();
    List<AxisEffect> axes = new ArrayList<>();
    long points = 1;
    boolean complete = true;
    double rest = 1;
    for (Axis axis : grid.axes()) {
      AxisEffect ofAxis = axisEffect(axis, metric, runs);
      axes.add(ofAxis);
      points *= axis.values().size();
      complete &= runs.stream().allMatch(run -> axis.place(run).isPresent());
      rest -= ofAxis.etaSquared().orElse(Double.NaN);
    }
    complete &= runs.size() == points;
    return new Effect(
        metric,
        runs.size(),
        complete,
        axes,
        complete && Double.isFinite(rest) ? OptionalDouble.of(rest) : OptionalDouble.empty());
  }

  private static AxisEffect axisEffect(Axis axis, RankedMetric metric, List<AnalysedRun> runs) {
    Map<Integer, List<AnalysedRun>> byPlace = new LinkedHashMap<>();
    List<AnalysedRun> placed = new ArrayList<>();
    for (AnalysedRun run : runs) {
      axis.place(run)
          .ifPresent(
              place -> {
                byPlace.computeIfAbsent(place, p -> new ArrayList<>()).add(run);
                placed.add(run);
              });
    }
    List<AtValue> values = new ArrayList<>();
    for (int place = 0; place < axis.values().size(); place++) {
      List<AnalysedRun> here = byPlace.getOrDefault(place, List.of());
      values.add(new AtValue(axis.values().get(place), numbers(metric, here), metric.best(here)));
    }
    return new AxisEffect(axis, etaSquared(numbers(metric, placed), values), values);
  }

  private static double[] numbers(RankedMetric metric, List<AnalysedRun> runs) {
    return runs.stream().mapToDouble(run -> run.metric(metric.label()).getAsDouble()).toArray();
  }

  private static OptionalDouble etaSquared(double[] all, List<AtValue> values) {
    if (!(Series.variance(all) > 0)) {
      return OptionalDouble.empty();
    }
    double mean = Series.mean(all);
    double total = 0;
    for (double value : all) {
      total += (value - mean) * (value - mean);
    }
    double between = 0;
    for (AtValue value : values) {
      if (value.metrics().length > 0) {
        double difference = value.mean().getAsDouble() - mean;
        between += value.metrics().length * difference * difference;
      }
    }
    return OptionalDouble.of(between / total);
  }
}
