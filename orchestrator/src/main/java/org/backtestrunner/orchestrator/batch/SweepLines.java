package org.backtestrunner.orchestrator.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.run.RunDeclaration;
import org.backtestrunner.orchestrator.config.run.RunSet;
import org.backtestrunner.orchestrator.config.run.RunSetKeys;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.plan.BatchPlan;

/** How many runs of a plan come from where, and why these and not others. */
final class SweepLines {
  private SweepLines() {}

  static List<String> of(BatchPlan plan) {
    RunSet runs = plan.config().runs();
    Map<String, String> sources = new LinkedHashMap<>();
    int rows = 0;
    for (RunDeclaration run : runs.single()) {
      rows += run.source().equals(RunSetKeys.RUNS) ? 0 : 1;
    }
    if (runs.single().size() > rows) {
      sources.put(RunSetKeys.RUNS, "%6d".formatted(runs.single().size() - rows));
    }
    if (rows > 0) {
      sources.put(RunSetKeys.RUNS_FILE, "%6d".formatted(rows));
    }
    runs.grids()
        .forEach(grid -> sources.put(grid.source(), "%6d%s".formatted(grid.size(), why(grid))));
    boolean isTold =
        sources.size() > 1 || runs.grids().stream().anyMatch(grid -> !why(grid).isEmpty());
    int width = Math.max(10, sources.keySet().stream().mapToInt(String::length).max().orElse(0));
    List<String> lines = new ArrayList<>();
    if (isTold) {
      sources.forEach(
          (source, text) -> lines.add(("  %-" + width + "s%s").formatted(source, text)));
    }
    if (plan.selected() < plan.runs().size()) {
      lines.add("  selected: %d of %d".formatted(plan.selected(), plan.runs().size()));
    }
    runs.grids().forEach(grid -> grid.notes().forEach(note -> lines.add("  " + note)));
    plan.config().walkForwards().forEach(each -> lines.add("  walk-forward " + words(each)));
    return lines;
  }

  private static String words(WalkForwardPlan each) {
    String folds = each.folds().isEmpty() ? "" : ", %d folds".formatted(each.folds().getAsInt());
    return "%s: %d candidates%s, by %s, purge %d"
        .formatted(each.id(), each.candidates().size(), folds, each.select().label(), each.purge());
  }

  private static String why(Grid grid) {
    List<String> reasons = new ArrayList<>();
    int out = grid.leftOut().stream().mapToInt(Grid.LeftOut::count).sum();
    if (!grid.leftOut().isEmpty()) {
      reasons.add(
          "%d %sleft out: %s"
              .formatted(
                  out,
                  grid.isCounted() ? "" : "of the points drawn ",
                  grid.leftOut().stream()
                      .map(each -> "%d by where \"%s\"".formatted(each.count(), each.where()))
                      .collect(Collectors.joining(", "))));
    }
    grid.sample()
        .filter(sample -> sample.n() <= grid.size())
        .ifPresent(sample -> reasons.add("sampled (" + sample.words() + ")"));
    return reasons.isEmpty()
        ? ""
        : "  of %s; %s".formatted(grid.combinations(), String.join("; ", reasons));
  }
}
