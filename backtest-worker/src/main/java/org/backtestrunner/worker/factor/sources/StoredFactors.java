package org.backtestrunner.worker.factor.sources;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.FactorCoverage;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.store.format.RowReader;
import org.backtestrunner.worker.store.format.StoreException;
import org.backtestrunner.worker.store.prepared.Store;

/** Reads the values of factors that were computed before, row by row. */
final class StoredFactors implements FactorSource {
  private final Panel panel;
  private final FactorBundle bundle;
  private final List<FactorCoverage> coverage;
  private final long maximumSignalAgeDays;
  private final Object storeIdentity;
  private final int[] entries;
  private final List<RowReader> readers;

  /** By member of the bundle: a value a symbol of the universe. */
  private final double[][] rows;

  StoredFactors(Panel panel, Store store, long maximumSignalAgeDays) {
    this.panel = panel;
    this.maximumSignalAgeDays = maximumSignalAgeDays;
    this.bundle = store.bundle();
    this.coverage = store.coverage();
    this.storeIdentity = store.identity();
    this.entries = store.factorEntries();
    this.readers = store.factors();
    this.rows = new double[readers.size()][panel.universe().size()];
  }

  @Override
  public FactorBundle bundle() {
    return bundle;
  }

  @Override
  public Optional<Object> identity() {
    return Optional.of(
        List.of(storeIdentity, bundle, panel.sampleIdentity(), maximumSignalAgeDays));
  }

  @Override
  public List<FactorCoverage> coverage() {
    return coverage;
  }

  @Override
  public int read(int bar, int[] symbols, double[][] values) {
    int known = Arrays.binarySearch(entries, bar);
    if (known < 0) {
      throw new StoreException("it has no factors at " + panel.format(bar));
    }
    for (int i = 0; i < rows.length; i++) {
      readers.get(i).read(known, rows[i]);
    }
    int n = 0;
    for (int s = 0; s < panel.size(); s++) {
      int inUniverse = panel.inUniverse(s);
      // A row holds values of observations of any age.
      boolean defined = panel.isCurrent(s, bar, maximumSignalAgeDays);
      for (int i = 0; i < rows.length; i++) {
        double value = rows[i][inUniverse];
        values[i][n] = value;
        defined &= !Double.isNaN(value);
      }
      if (defined) {
        symbols[n++] = s;
      }
    }
    return n;
  }
}
