package org.backtestrunner.worker.factor;

import org.backtestrunner.worker.data.Panel;

/** What a strategy decides on. */
public interface Inputs {
  Panel panel();

  /**
   * The factors of the run's bundle.
   *
   * @throws org.backtestrunner.worker.data.BadDataException for a bad bundle or factor file
   */
  FactorSource factors();
}
