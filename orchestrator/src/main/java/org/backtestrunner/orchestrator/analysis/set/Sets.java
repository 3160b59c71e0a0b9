package org.backtestrunner.orchestrator.analysis.set;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.harvest.output.Fingerprint;

/**
 * The sets of runs that statistics are about. All lists are in plan order.
 *
 * @param runs all that are planned
 * @param calendar that of the group; empty without a curve
 * @param group the curves on the calendar that most of them have
 * @param eligible those of the group that somebody could choose
 * @param candidates those among which something is chosen: of a grid with seeds one run a point
 * @param columns the candidates without those whose equity an earlier one has
 * @param grids in the order of their first runs
 */
public record Sets(
    List<AnalysedRun> runs,
    Optional<CurveCalendar> calendar,
    Optional<Benchmark> benchmark,
    List<AnalysedRun> group,
    List<AnalysedRun> eligible,
    List<AnalysedRun> candidates,
    List<AnalysedRun> columns,
    List<ParameterGrid> grids) {

  public Sets {
    runs = List.copyOf(runs);
    group = List.copyOf(group);
    eligible = List.copyOf(eligible);
    candidates = List.copyOf(candidates);
    columns = List.copyOf(columns);
    grids = List.copyOf(grids);
  }

  /**
   * @param benchmarkId the run that the user has named as benchmark
   */
  public static Sets of(List<AnalysedRun> runs, Optional<String> benchmarkId) {
    Map<CurveCalendar, List<AnalysedRun>> groups =
        runs.stream()
            .filter(AnalysedRun::isCurve)
            .collect(
                Collectors.groupingBy(
                    AnalysedRun::calendar, LinkedHashMap::new, Collectors.toList()));
    Optional<CurveCalendar> calendar = largest(groups);
    List<AnalysedRun> group = calendar.map(groups::get).orElse(List.of());
    Optional<Benchmark> benchmark = Benchmark.find(runs, benchmarkId, calendar);
    List<AnalysedRun> eligible =
        group.stream()
            .filter(run -> !benchmark.map(Benchmark::run).equals(Optional.of(run)))
            .filter(run -> !run.isTaggedBenchmark() && !run.hasNoOrders())
            .toList();
    List<ParameterGrid> grids = ParameterGrid.all(runs);
    List<AnalysedRun> candidates = candidates(eligible, grids);
    return new Sets(
        runs, calendar, benchmark, group, eligible, candidates, different(candidates), grids);
  }

  /** Of equally large ones that with the first run. */
  private static Optional<CurveCalendar> largest(Map<CurveCalendar, List<AnalysedRun>> groups) {
    Optional<CurveCalendar> largest = Optional.empty();
    for (CurveCalendar calendar : groups.keySet()) {
      if (largest.isEmpty() || groups.get(calendar).size() > groups.get(largest.get()).size()) {
        largest = Optional.of(calendar);
      }
    }
    return largest;
  }

  private static List<AnalysedRun> candidates(
      List<AnalysedRun> eligible, List<ParameterGrid> grids) {
    Set<Integer> left = eligible.stream().map(AnalysedRun::index).collect(Collectors.toSet());
    for (ParameterGrid grid : grids) {
      if (grid.hasSeedAxis()) {
        Map<List<Integer>, List<AnalysedRun>> points =
            eligible.stream().filter(grid::contains).collect(Collectors.groupingBy(grid::place));
        points
            .values()
            .forEach(
                runs -> {
                  runs.forEach(run -> left.remove(run.index()));
                  AnalysedRun.lowerMedian(runs).ifPresent(run -> left.add(run.index()));
                });
      }
    }
    return eligible.stream().filter(run -> left.contains(run.index())).toList();
  }

  private static List<AnalysedRun> different(List<AnalysedRun> candidates) {
    Set<Fingerprint> seen = new HashSet<>();
    return candidates.stream().filter(run -> seen.add(run.equity().identity())).toList();
  }

  /** The curves that are not in the group. */
  public List<AnalysedRun> outside() {
    Set<Integer> inside = group.stream().map(AnalysedRun::index).collect(Collectors.toSet());
    return runs.stream().filter(run -> run.isCurve() && !inside.contains(run.index())).toList();
  }

  /** The benchmark, where the group can be compared with it. */
  public Optional<AnalysedRun> usableBenchmark() {
    return benchmark.filter(Benchmark::isUsable).map(Benchmark::run);
  }

  /** Whether a run of buy and hold can be added to these, to be the benchmark. */
  public boolean canBuyAndHold() {
    return runs.stream().anyMatch(Benchmark::canDoNothing);
  }

  /** The grid that holds a run, if that spans any axis. */
  public Optional<ParameterGrid> gridOf(AnalysedRun run) {
    return grids.stream().filter(grid -> grid.contains(run) && !grid.axes().isEmpty()).findFirst();
  }

  /** The best of the candidates with the metric. */
  public Optional<AnalysedRun> best(RankedMetric metric) {
    return metric.best(candidates);
  }

  /** The candidate with the largest positive mean over its point and the neighbours. */
  public Optional<AnalysedRun> robust() {
    Optional<AnalysedRun> robust = Optional.empty();
    double most = 0;
    for (AnalysedRun run : candidates) {
      Optional<Neighbourhood> around = gridOf(run).map(grid -> grid.neighbourhood(run));
      if (around.isPresent() && around.get().middle().index() == run.index()) {
        OptionalDouble smooth = around.get().smooth();
        if (smooth.orElse(0) > most) {
          most = smooth.getAsDouble();
          robust = Optional.of(run);
        }
      }
    }
    return robust;
  }

  /** The runs of a set that are in a list, for look-up by index. */
  public static Set<Integer> indices(List<AnalysedRun> runs) {
    return runs.stream().map(AnalysedRun::index).collect(Collectors.toSet());
  }
}
