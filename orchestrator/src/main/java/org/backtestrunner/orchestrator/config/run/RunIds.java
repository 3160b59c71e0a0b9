package org.backtestrunner.orchestrator.config.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/** Sees to it that no two runs of a batch have the same id. */
final class RunIds {
  private final Problems problems;

  /** What has each id, in words that are seldom needed. */
  private final Map<String, Supplier<String>> owners = new HashMap<>();

  private RunIds(Problems problems) {
    this.problems = problems;
  }

  static void check(List<RunDeclaration> runs, List<Grid> grids, Problems problems) {
    RunIds ids = new RunIds(problems);
    runs.forEach(ids::check);
    grids.stream().filter(Grid::isReadable).forEach(ids::check);
  }

  private void check(RunDeclaration run) {
    if (run.id().isEmpty()) {
      return;
    }
    Supplier<String> first = owners.putIfAbsent(run.id(), run::place);
    if (first != null) {
      String path = run.path().isEmpty() ? "id" : run.path() + ".id";
      run.in(problems).add(run.line(), path, exists(run.id(), "it is the id of " + first.get()));
    }
  }

  private void check(Grid grid) {
    for (int i = 0; i < grid.size(); i++) {
      int index = i;
      String id = grid.id(i);
      Supplier<String> own = () -> text(grid, index);
      Supplier<String> first = owners.putIfAbsent(id, own);
      if (first != null) {
        String both = first.get() + " and of " + own.get();
        problems.add(grid.line(), grid.source(), exists(id, "it is the id of " + both));
      }
    }
  }

  private static String exists(String id, String reason) {
    return "Run ID already exists: " + Problem.quote(id) + "; " + reason;
  }

  private static String text(Grid grid, int index) {
    Map<String, ParameterValue> overrides = grid.overrides(index);
    return overrides.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Problem.cut(entry.getValue().text()))
        .collect(Collectors.joining(", ", "the " + grid.source() + " run {", "}"));
  }
}
