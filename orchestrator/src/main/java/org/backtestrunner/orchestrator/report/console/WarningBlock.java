package org.backtestrunner.orchestrator.report.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;
import org.backtestrunner.orchestrator.report.BatchSummary;
import org.backtestrunner.orchestrator.report.SeriousWarnings;
import org.backtestrunner.shared.warning.WarningKind;

/** The serious warnings of a batch: each kind once. */
final class WarningBlock {
  private WarningBlock() {}

  /**
   * A line a kind: how many runs, and the first one's sentence; then where to read the rest. Empty
   * where there is none.
   */
  static List<String> lines(BatchSummary summary, ConsoleView view) {
    Map<WarningKind, Kind> kinds = new LinkedHashMap<>();
    for (RunResult result : summary.results()) {
      for (RunWarning warning : SeriousWarnings.of(result)) {
        kinds
            .computeIfAbsent(warning.kind(), kind -> new Kind(result, warning.text()))
            .count(result);
      }
    }
    List<String> lines = new ArrayList<>();
    kinds.forEach(
        (kind, found) ->
            lines.addAll(view.wrapped("WARNING " + kind.label() + " " + found.told())));
    if (!lines.isEmpty()) {
      lines.add("  all of them: batch_summary.json; what to do: docs/results.md");
    }
    return lines;
  }

  /** Where a kind was first met, and in how many runs. */
  private static final class Kind {
    private final RunResult first;
    private final String text;
    private RunResult last;
    private int runs;

    Kind(RunResult first, String text) {
      this.first = first;
      this.text = text;
    }

    void count(RunResult result) {
      if (result != last) {
        runs++;
        last = result;
      }
    }

    String told() {
      String id = first.plan().id();
      String where = runs == 1 ? "in run " + id : "in " + runs + " runs, first in " + id;
      return where + ": " + text;
    }
  }
}
