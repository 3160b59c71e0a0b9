package org.backtestrunner.orchestrator.report.console;

import java.util.Objects;
import java.util.Optional;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.report.BatchSummary;

/**
 * What there is to tell at the end of a batch.
 *
 * @param verdict on the whole batch, where its report has been written
 * @param benchmark the run that others are to beat, where there is one
 */
public record Closing(BatchSummary summary, Optional<String> verdict, Optional<RunPlan> benchmark) {
  public Closing {
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(benchmark, "benchmark");
  }
}
