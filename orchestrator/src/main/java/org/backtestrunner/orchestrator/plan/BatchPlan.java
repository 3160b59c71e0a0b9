package org.backtestrunner.orchestrator.plan;

import java.util.List;
import org.backtestrunner.orchestrator.config.BatchConfig;

/**
 * What a batch will do.
 *
 * @param runs in the order of their indices, at least one
 * @param warnings what a researcher should know before the batch starts, a sentence each
 */
public record BatchPlan(BatchConfig config, List<RunPlan> runs, List<String> warnings) {
  public BatchPlan {
    runs = List.copyOf(runs);
    warnings = List.copyOf(warnings);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a batch without runs");
    }
  }
}
