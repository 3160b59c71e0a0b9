package org.backtestrunner.orchestrator.report.page.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.analysis.Sensitivity;
import org.backtestrunner.orchestrator.analysis.Sensitivity.AxisEffect;
import org.backtestrunner.orchestrator.analysis.Sensitivity.Effect;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Axis;
import org.backtestrunner.orchestrator.analysis.set.RankedMetric;

/**
 * A grid as heat maps show it.
 *
 * @param axes without the seed, that which explains most of the Sharpe ratio first
 * @param effect on the Sharpe ratio
 * @param points by the places of their values on these axes
 * @param best the run of a point with the largest Sharpe ratio
 */
public record GridView(
    String name,
    List<Axis> axes,
    Effect effect,
    Map<List<Integer>, Point> points,
    Optional<AnalysedRun> best) {

  public GridView {
    axes = List.copyOf(axes);
    points = Map.copyOf(points);
  }

  /**
   * One combination of values.
   *
   * @param run that stands for it; empty where none has a Sharpe ratio
   * @param planned all its runs
   */
  public record Point(Optional<AnalysedRun> run, List<AnalysedRun> planned) {
    public Point {
      planned = List.copyOf(planned);
    }
  }

  static GridView of(Sensitivity sensitivity) {
    Effect effect =
        sensitivity.effects().stream()
            .filter(found -> found.metric() == RankedMetric.SHARPE)
            .findFirst()
            .orElseThrow();
    List<Axis> axes =
        effect.axes().stream()
            .filter(found -> !found.axis().isSeed())
            .sorted(
                Comparator.comparingDouble(
                    (AxisEffect found) -> -found.etaSquared().orElse(Double.NEGATIVE_INFINITY)))
            .map(AxisEffect::axis)
            .toList();
    Map<List<Integer>, List<AnalysedRun>> planned = new HashMap<>();
    for (AnalysedRun run : sensitivity.grid().runs()) {
      planned.computeIfAbsent(place(axes, run), place -> new ArrayList<>()).add(run);
    }
    Map<List<Integer>, AnalysedRun> standing = new HashMap<>();
    sensitivity.grid().pointRuns().forEach(run -> standing.put(place(axes, run), run));
    Map<List<Integer>, Point> points = new HashMap<>();
    planned.forEach(
        (place, runs) ->
            points.put(place, new Point(Optional.ofNullable(standing.get(place)), runs)));
    return new GridView(
        sensitivity.grid().name(),
        axes,
        effect,
        points,
        RankedMetric.SHARPE.best(sensitivity.grid().pointRuns()));
  }

  private static List<Integer> place(List<Axis> axes, AnalysedRun run) {
    return axes.stream().map(axis -> axis.place(run).orElse(-1)).toList();
  }

  /** Where a run stands on the axes; -1 where it has no value. */
  public List<Integer> place(AnalysedRun run) {
    return place(axes, run);
  }

  /** The combination of these values; empty where no such run was planned. */
  public Optional<Point> point(List<Integer> place) {
    return Optional.ofNullable(points.get(place));
  }

  /** How many runs stand at a point, at most. */
  public int seeds() {
    return points.values().stream().mapToInt(point -> point.planned().size()).max().orElse(1);
  }

  /** The runs of the points, in plan order. */
  public List<AnalysedRun> pointRuns() {
    return points.values().stream()
        .flatMap(point -> point.run().stream())
        .sorted(Comparator.comparingInt(AnalysedRun::index))
        .toList();
  }
}
