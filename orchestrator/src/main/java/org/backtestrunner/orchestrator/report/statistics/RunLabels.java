package org.backtestrunner.orchestrator.report.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Axis;
import org.backtestrunner.orchestrator.analysis.set.Sets;

/** What a run is called among the others of its batch: by what varies, else by its id. */
public final class RunLabels {
  private static final Pattern LAST_PART = Pattern.compile("_(quantile|freq|bps|days|per_year)$");

  private final Sets sets;
  private final Map<String, String> names;

  public RunLabels(Sets sets) {
    this.sets = sets;
    List<String> axes =
        sets.grids().stream()
            .flatMap(grid -> grid.axes().stream())
            .map(Axis::name)
            .distinct()
            .toList();
    Map<String, Long> uses =
        axes.stream().collect(Collectors.groupingBy(RunLabels::shortened, Collectors.counting()));
    this.names = new HashMap<>();
    axes.forEach(axis -> names.put(axis, uses.get(shortened(axis)) == 1 ? shortened(axis) : axis));
  }

  private static String shortened(String axis) {
    return LAST_PART.matcher(axis).replaceFirst("");
  }

  /** What an axis is called in labels. */
  public String axis(Axis axis) {
    return names.get(axis.name());
  }

  /** Such as {@code top 0.1 · rebalance D}. */
  public String of(AnalysedRun run) {
    return sets.gridOf(run)
        .map(
            grid ->
                grid.axes().stream()
                    .filter(axis -> axis.place(run).isPresent())
                    .map(
                        axis ->
                            names.get(axis.name())
                                + " "
                                + axis.values().get(axis.place(run).getAsInt()))
                    .collect(Collectors.joining(" \u00b7 ")))
        .filter(label -> !label.isEmpty())
        .orElse(run.id());
  }
}
