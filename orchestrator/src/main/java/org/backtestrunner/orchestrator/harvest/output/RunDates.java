package org.backtestrunner.orchestrator.harvest.output;

import java.time.LocalDate;
import org.backtestrunner.orchestrator.plan.RunPlan;

/** The dates that a run covers, both inclusive; where it names none, all. */
public record RunDates(LocalDate first, LocalDate last) {

  public static RunDates of(RunPlan run) {
    return new RunDates(
        run.find("start_date").map(LocalDate::parse).orElse(LocalDate.MIN),
        run.find("end_date").map(LocalDate::parse).orElse(LocalDate.MAX));
  }
}
