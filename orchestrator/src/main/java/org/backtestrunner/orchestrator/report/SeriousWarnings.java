package org.backtestrunner.orchestrator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;
import org.backtestrunner.shared.warning.WarningKind;

/** The serious warnings of runs, as summaries tell them. */
final class SeriousWarnings {
  private SeriousWarnings() {}

  static List<RunWarning> of(RunResult result) {
    return result.trace().warnings().stream().filter(RunWarning::serious).toList();
  }

  /** The different kinds in the order of their first appearance, joined by blanks. */
  static String kinds(RunResult result) {
    return of(result).stream()
        .map(warning -> warning.kind().label())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** How many runs have any. */
  static long runs(BatchSummary summary) {
    return summary.results().stream().filter(result -> !of(result).isEmpty()).count();
  }

  /**
   * A line a kind: how many runs, and the first one's sentence; then where to read the rest. Empty
   * where there is none.
   */
  static List<String> lines(BatchSummary summary) {
    Map<WarningKind, Kind> kinds = new LinkedHashMap<>();
    for (RunResult result : summary.results()) {
      for (RunWarning warning : of(result)) {
        kinds
            .computeIfAbsent(warning.kind(), kind -> new Kind(result, warning.text()))
            .count(result);
      }
    }
    List<String> lines = new ArrayList<>();
    kinds.forEach((kind, found) -> lines.add("WARNING " + kind.label() + " " + found.told()));
    if (!lines.isEmpty()) {
      lines.add("  all of them: batch_summary.json; what to do about each: docs/results.md");
      lines.add("");
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
      String id = ConsoleSummary.shortened(first.plan().id());
      String where = runs == 1 ? "in run " + id : "in " + runs + " runs, first in " + id;
      return where + ": " + text;
    }
  }
}
