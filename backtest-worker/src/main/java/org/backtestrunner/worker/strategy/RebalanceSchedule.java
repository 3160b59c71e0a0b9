package org.backtestrunner.worker.strategy;

import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.parameter.RebalanceFrequency;
import org.backtestrunner.worker.parameter.RunParameters;

/** Tells the decision bars: the first bar of a run, then the first bar of every new period. */
final class RebalanceSchedule {
  private final Panel panel;
  private final RebalanceFrequency frequency;

  /** The day after the period of the last bar that was asked for. */
  private long nextPeriod = Long.MIN_VALUE;

  private RebalanceSchedule(Panel panel, RebalanceFrequency frequency) {
    this.panel = panel;
    this.frequency = frequency;
  }

  /** The schedule of a run whose strategy has one. */
  static RebalanceSchedule of(RunParameters run, Panel panel) {
    return new RebalanceSchedule(panel, RebalanceFrequency.of(run.text("rebalance_freq")));
  }

  /** Whether a bar is a decision bar; every bar is asked for, in order. */
  boolean isDecision(int bar) {
    long day = panel.epochDay(bar);
    if (day < nextPeriod) {
      return false;
    }
    nextPeriod = frequency.nextPeriod(day);
    return true;
  }
}
