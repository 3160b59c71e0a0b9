package org.backtestrunner.worker.factor.sources;

import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.warm.Warm;

/** What a strategy decides on. */
public interface Inputs {
  Panel panel();

  /** The whole histories of the universe that the panel is of, which may take a while to read. */
  PriceHistories histories();

  /** The factors that can be computed. */
  Factors formulas();

  /**
   * The factors of the run's bundle.
   *
   * @throws org.backtestrunner.worker.table.cell.BadDataException for a bad bundle or factor file
   */
  FactorSource factors();

  /** What may be kept of this run for those after it. */
  Warm warm();
}
