package org.backtestrunner.orchestrator.plan;

import java.util.List;
import org.backtestrunner.orchestrator.config.BatchConfig;

/**
 * What a batch will do.
 *
 * @param runs in the order of their indices, at least one
 * @param selection which of them are to be executed
 * @param warnings what a researcher should know before the batch starts, a sentence each
 */
public record BatchPlan(
    BatchConfig config, List<RunPlan> runs, RunSelection selection, List<String> warnings) {
  public BatchPlan {
    runs = List.copyOf(runs);
    warnings = List.copyOf(warnings);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a batch without runs");
    }
  }

  /** The same runs, of which some are to be executed. */
  public BatchPlan selecting(RunSelection chosen) {
    return new BatchPlan(config, runs, chosen, warnings);
  }

  /** The number of runs that are to be executed. */
  public int selected() {
    return (int) runs.stream().filter(selection::includes).count();
  }
}
