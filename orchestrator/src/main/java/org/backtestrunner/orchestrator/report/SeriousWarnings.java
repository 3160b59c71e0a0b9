package org.backtestrunner.orchestrator.report;

import java.util.List;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;

/** The serious warnings of runs, as summaries tell them. */
public final class SeriousWarnings {
  private SeriousWarnings() {}

  public static List<RunWarning> of(RunResult result) {
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
  public static long runs(BatchSummary summary) {
    return summary.results().stream().filter(result -> !of(result).isEmpty()).count();
  }
}
