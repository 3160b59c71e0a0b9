package org.backtestrunner.orchestrator.harvest;

import java.time.LocalDate;
import org.backtestrunner.orchestrator.plan.RunPlan;

/** The dates that a run covers, both inclusive. */
record RunDates(LocalDate first, LocalDate last) {

  static RunDates of(RunPlan run) {
    return new RunDates(
        LocalDate.parse(run.normalised("start_date")), LocalDate.parse(run.normalised("end_date")));
  }
}
