package org.backtestrunner.worker.factor.sources;

import org.backtestrunner.worker.data.BundleFile;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.warm.Warm;

/** Inputs read from the files that a run's parameters name. */
public final class OriginalInputs implements Inputs {
  private final RunParameters run;
  private final PriceHistories histories;
  private final Panel panel;
  private final Factors formulas;
  private final Warnings warnings;

  private OriginalInputs(
      RunParameters run, PriceHistories histories, Factors formulas, Warnings warnings) {
    this.run = run;
    this.formulas = formulas;
    this.warnings = warnings;
    this.histories = histories;
    this.panel = Panel.of(run, histories);
  }

  /**
   * Reads the prices.
   *
   * @param formulas all that can be computed
   * @throws org.backtestrunner.worker.table.cell.BadDataException for bad files
   */
  public static OriginalInputs read(RunParameters run, Factors formulas, Warnings warnings) {
    return new OriginalInputs(run, PriceHistories.read(run, warnings), formulas, warnings);
  }

  @Override
  public Panel panel() {
    return panel;
  }

  @Override
  public PriceHistories histories() {
    return histories;
  }

  @Override
  public Factors formulas() {
    return formulas;
  }

  /** None: nobody knows whether the files are the same at the next run. */
  @Override
  public Warm warm() {
    return Warm.none();
  }

  @Override
  public FactorSource factors() {
    return new ComputedFactors(
        run, histories, panel, formulas, BundleFile.read(run.file("bundle_path")), warnings);
  }
}
