package org.backtestrunner.orchestrator.config.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/** Sees to it that no two runs of a batch have the same id. */
final class RunIds {
  private RunIds() {}

  static void check(List<RunDeclaration> runs, Optional<Grid> grid, Problems problems) {
    Map<String, String> places = new HashMap<>();
    for (RunDeclaration run : runs) {
      if (!run.id().isEmpty()) {
        String first = places.putIfAbsent(run.id(), run.path() + " in line " + run.line());
        if (first != null) {
          problems.add(
              run.line(), run.path() + ".id", exists(run.id(), "it is the id of " + first));
        }
      }
    }
    if (grid.isPresent() && grid.get().isReadable()) {
      check(grid.get(), places, problems);
    }
  }

  private static void check(Grid grid, Map<String, String> places, Problems problems) {
    Map<String, Integer> indices = new HashMap<>();
    for (int i = 0; i < grid.size(); i++) {
      Map<String, ParameterValue> overrides = grid.overrides(i);
      String id = grid.id(i);
      if (places.containsKey(id)) {
        String run = places.get(id);
        problems.add(
            grid.line(),
            "grid",
            exists(id, "it is the id of " + run + " and of " + text(overrides)));
      }
      Integer first = indices.putIfAbsent(id, i);
      if (first != null) {
        String both = text(grid.overrides(first)) + " and of " + text(overrides);
        problems.add(grid.line(), "grid", exists(id, "it is the id of " + both));
      }
    }
  }

  private static String exists(String id, String reason) {
    return "Run ID already exists: " + Problem.quote(id) + "; " + reason;
  }

  private static String text(Map<String, ParameterValue> overrides) {
    return overrides.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Problem.cut(entry.getValue().text()))
        .collect(Collectors.joining(", ", "the grid run {", "}"));
  }
}
