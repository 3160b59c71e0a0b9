package org.backtestrunner.orchestrator.analysis.set;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.parameter.Parameter;

/** The planned runs of one grid, the axes that they span, and the points that have a curve. */
public final class ParameterGrid {
  private final String name;
  private final List<AnalysedRun> runs;
  private final Set<Integer> indices;
  private final List<Axis> axes;
  private final Map<List<Integer>, Point> points = new LinkedHashMap<>();

  private ParameterGrid(String name, List<AnalysedRun> runs) {
    this.name = name;
    this.runs = List.copyOf(runs);
    this.indices = Sets.indices(runs);
    this.axes = axes(runs);
    Map<List<Integer>, List<AnalysedRun>> curves = new LinkedHashMap<>();
    for (AnalysedRun run : runs) {
      if (run.isCurve()) {
        curves.computeIfAbsent(place(run), place -> new ArrayList<>()).add(run);
      }
    }
    curves.forEach(
        (place, ofPoint) ->
            points.put(place, new Point(place, AnalysedRun.lowerMedian(ofPoint).orElseThrow())));
  }

  /** One combination of the values of all axes but the seed, with its middle run. */
  record Point(List<Integer> place, AnalysedRun run) {}

  static List<ParameterGrid> all(List<AnalysedRun> runs) {
    Map<String, List<AnalysedRun>> bySource = new LinkedHashMap<>();
    runs.stream()
        .filter(run -> run.plan().isOfGrid())
        .forEach(
            run ->
                bySource
                    .computeIfAbsent(run.plan().source().key(), key -> new ArrayList<>())
                    .add(run));
    return bySource.entrySet().stream()
        .map(each -> new ParameterGrid(each.getKey(), each.getValue()))
        .toList();
  }

  /** A parameter that a label decides is no axis beside it. */
  private static List<Axis> axes(List<AnalysedRun> runs) {
    Set<String> labels = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (AnalysedRun run : runs) {
      labels.addAll(run.plan().source().labels().keySet());
      names.addAll(run.plan().overrides().keySet());
    }
    List<Parameter> parameters = runs.get(0).plan().effective().parameters();
    List<Axis> axes = new ArrayList<>();
    labels.forEach(label -> Axis.ofLabel(label, parameters, runs).ifPresent(axes::add));
    names.stream()
        .flatMap(n -> parameters.stream().filter(parameter -> parameter.name().equals(n)))
        .filter(p -> labels.stream().noneMatch(label -> Axis.decides(label, p, runs)))
        .flatMap(parameter -> Axis.of(parameter, runs).stream())
        .forEach(axes::add);
    return List.copyOf(axes);
  }

  /** Its key in the config: {@code grid}, or {@code grids.NAME}. */
  public String name() {
    return name;
  }

  /** The planned runs, in plan order. */
  public List<AnalysedRun> runs() {
    return runs;
  }

  /** Labels first, then parameters, in the order of their first appearance. */
  public List<Axis> axes() {
    return axes;
  }

  boolean contains(AnalysedRun run) {
    return indices.contains(run.index());
  }

  boolean hasSeedAxis() {
    return axes.stream().anyMatch(Axis::isSeed);
  }

  /** Where a run stands on the axes but the seed; -1 where it has no value. */
  List<Integer> place(AnalysedRun run) {
    return axes.stream().filter(axis -> !axis.isSeed()).map(a -> a.place(run).orElse(-1)).toList();
  }

  /** The middle runs of all points, in plan order of the points. */
  public List<AnalysedRun> pointRuns() {
    return points.values().stream().map(Point::run).toList();
  }

  /** How the point of a curve of this grid stands among the others. */
  public Neighbourhood neighbourhood(AnalysedRun curve) {
    Point point = points.get(place(curve));
    List<Neighbourhood.Step> steps = new ArrayList<>();
    int at = 0;
    for (Axis axis : axes) {
      if (axis.isSeed()) {
        continue;
      }
      int from = point.place().get(at);
      if (axis.isOrdered() && from >= 0) {
        for (int to : new int[] {from - 1, from + 1}) {
          if (to >= 0 && to < axis.values().size()) {
            moved(point, at, to)
                .map(other -> new Neighbourhood.Step(axis, from, to, other.run()))
                .ifPresent(steps::add);
          }
        }
      }
      at++;
    }
    return new Neighbourhood(point.run(), steps);
  }

  private Optional<Point> moved(Point point, int axis, int to) {
    List<Integer> place = new ArrayList<>(point.place());
    place.set(axis, to);
    return Optional.ofNullable(points.get(place));
  }

  /** The middle runs of the points that differ from that of a curve in one axis alone, and its. */
  public List<AnalysedRun> along(Axis axis, AnalysedRun curve) {
    List<Axis> others = axes.stream().filter(other -> !other.isSeed()).toList();
    int at = others.indexOf(axis);
    Point point = points.get(place(curve));
    List<AnalysedRun> line = new ArrayList<>();
    for (int to = 0; to < axis.values().size(); to++) {
      moved(point, at, to).map(Point::run).ifPresent(line::add);
    }
    return line;
  }
}
