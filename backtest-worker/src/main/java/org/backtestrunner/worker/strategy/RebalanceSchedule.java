package org.backtestrunner.worker.strategy;

import org.backtestrunner.worker.data.Panel;
import org.backtestrunner.worker.parameter.RebalanceFrequency;

/** Tells the decision bars: the first bar of a run, then the first bar of every new period. */
record RebalanceSchedule(Panel panel, RebalanceFrequency frequency) {

  boolean isDecision(int entry) {
    return entry == panel.firstBar()
        || frequency.period(panel.epochDay(entry)) != frequency.period(panel.epochDay(entry - 1));
  }
}
