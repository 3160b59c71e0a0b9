package org.backtestrunner.orchestrator.launch.slurm;

import java.time.Duration;

/**
 * How often we look and ask, and when we believe that something is over.
 *
 * @param quiet after which no further run is waited for before those that are there are submitted
 * @param look at the files that ended runs leave
 * @param ask the cluster
 * @param lost between two answers without a task, after which it is taken for lost
 * @param file may come so late after its task has completed
 * @param farewell how long tasks are waited for that were cancelled
 */
public record Pace(
    Duration quiet, Duration look, Duration ask, Duration lost, Duration file, Duration farewell) {
  private static final Pace STANDARD =
      new Pace(
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(90),
          Duration.ofSeconds(60),
          Duration.ofSeconds(45));

  /** Where tests are in a hurry: by what all but the farewell is divided. */
  private static final String HURRY = "backtest.slurm.hurry";

  public static Pace ofSystem() {
    return STANDARD.dividedBy(Math.max(1, Integer.getInteger(HURRY, 1)));
  }

  Pace dividedBy(int divisor) {
    return new Pace(
        quiet.dividedBy(divisor),
        look.dividedBy(divisor),
        ask.dividedBy(divisor),
        lost.dividedBy(divisor),
        file.dividedBy(divisor),
        farewell);
  }
}
