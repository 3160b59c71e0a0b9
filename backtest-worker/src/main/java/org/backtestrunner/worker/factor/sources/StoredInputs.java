package org.backtestrunner.worker.factor.sources;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.store.prepared.Store;
import org.backtestrunner.worker.warm.Warm;

/**
 * Inputs that were prepared for a batch. Any doubt about them, at any time, is a {@link
 * org.backtestrunner.worker.store.format.StoreException}.
 */
public final class StoredInputs implements Inputs, Closeable {
  private final RunParameters run;
  private final Store store;
  private final Panel panel;
  private final Warm warm;
  private final Factors formulas;
  private final Warnings warnings;

  private StoredInputs(
      RunParameters run, Store store, Panel panel, Warm warm, Factors formulas, Warnings warnings) {
    this.run = run;
    this.formulas = formulas;
    this.warm = warm;
    this.store = store;
    this.warnings = warnings;
    this.panel = panel;
  }

  /**
   * Opens the store of a run.
   *
   * @param jar the worker's own jar
   * @param warm may have parts of the store from earlier runs, and takes those that it has not
   * @param formulas all that can be computed
   * @throws org.backtestrunner.worker.table.cell.BadDataException as with the original inputs
   */
  public static StoredInputs open(
      Path setFile,
      RunParameters run,
      Optional<Path> jar,
      Warm warm,
      Factors formulas,
      Warnings warnings) {
    Store store = Store.open(setFile, run, jar, warm);
    store.universe().warn(warnings);
    return new StoredInputs(run, store, Panel.of(run, store.universe()), warm, formulas, warnings);
  }

  @Override
  public Panel panel() {
    return panel;
  }

  @Override
  public PriceHistories histories() {
    return store.histories();
  }

  @Override
  public Factors formulas() {
    return formulas;
  }

  @Override
  public Warm warm() {
    return warm;
  }

  @Override
  public FactorSource factors() {
    store.warnOfFactors(warnings);
    return new StoredFactors(panel, store, run.integer("max_signal_age_days"));
  }

  @Override
  public void close() {
    store.close();
  }
}
