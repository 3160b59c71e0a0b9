package org.backtestrunner.worker;

import org.backtestrunner.worker.process.ProcessUsage;
import org.backtestrunner.worker.warm.Warm;

/**
 * What a run finds in its JVM.
 *
 * @param warm what earlier runs have left for it
 * @param flushes whether the run sees to it that its files reach the disk, before it ends
 * @param ticksBefore the processor time that the JVM had used when the run began
 */
record Session(Warm warm, boolean flushes, long ticksBefore) {

  /** Of a run that has the JVM for itself, with its start. */
  static Session alone() {
    return new Session(Warm.none(), true, 0);
  }

  /** Of the next run of a JVM that executes several; whoever asked for it flushes its files. */
  static Session shared(Warm warm) {
    return new Session(warm, false, ProcessUsage.ticks());
  }
}
