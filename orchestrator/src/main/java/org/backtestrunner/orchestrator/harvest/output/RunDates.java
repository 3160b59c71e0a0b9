package org.backtestrunner.orchestrator.harvest.output;

import java.time.LocalDate;
import org.backtestrunner.orchestrator.plan.RunPlan;

/** The dates that a run covers, both inclusive. */
public record RunDates(LocalDate first, LocalDate last) {

  public static RunDates of(RunPlan run) {
    return new RunDates(
        LocalDate.parse(run.normalised("start_date")), LocalDate.parse(run.normalised("end_date")));
  }
}
