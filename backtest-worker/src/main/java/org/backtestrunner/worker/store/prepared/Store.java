package org.backtestrunner.worker.store.prepared;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.FactorCoverage;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.store.format.RowReader;
import org.backtestrunner.worker.store.format.StoreException;
import org.backtestrunner.worker.store.format.StoreSet;
import org.backtestrunner.worker.store.format.StoreSetFile;
import org.backtestrunner.worker.store.format.Warning;
import org.backtestrunner.worker.warm.Warm;

/** What one run reads instead of its inputs. */
public final class Store implements Closeable {
  private final StoreSet set;
  private final Warm warm;
  private final StoredPanel panel;
  private final List<StoredFactor> factors = new ArrayList<>();

  private Store(StoreSet set, Warm warm) {
    this.set = set;
    this.warm = warm;
    this.panel = StoredPanel.open(set.directory().resolve(set.panel()), set.frequency(), warm);
  }

  /**
   * Opens what was prepared, if a run's inputs are unchanged since.
   *
   * @param jar the worker's own jar
   * @param warm what earlier runs have opened, and takes what this one opens
   * @throws StoreException at any doubt
   */
  public static Store open(Path setFile, RunParameters run, Optional<Path> jar, Warm warm) {
    StoreSet set = StoreSetFile.read(setFile);
    set.verify(run, jar);
    Store store = new Store(set, warm);
    try {
      if (StoreSet.usesFactors(run)) {
        for (String name : set.factors()) {
          Path file = set.directory().resolve(name);
          store.factors.add(StoredFactor.open(file, store.panel, warm));
        }
      }
      return store;
    } catch (StoreException doubt) {
      store.close();
      throw doubt;
    }
  }

  /** Says and warns again of what was said of the factor file. */
  public void warnOfFactors(Warnings to) {
    for (Warning warning : set.ofFactorFile()) {
      warning.repeat(to);
    }
  }

  /** Equal for stores with the same panel and factors. */
  public Object identity() {
    return List.of(set.directory(), set.panel(), set.factors(), set.frequency());
  }

  public StoredUniverse universe() {
    return panel.universe();
  }

  /** The universe in memory, with all columns. */
  public PriceHistories histories() {
    return panel.histories(warm);
  }

  /** The bundle of a run that uses one. */
  public FactorBundle bundle() {
    return set.bundle().orElseThrow();
  }

  /** Where the bundle's columns of the factor file have values, in the order of the bundle. */
  public List<FactorCoverage> coverage() {
    List<FactorCoverage> coverage = new ArrayList<>();
    for (StoredFactor factor : factors) {
      if (factor.coverage().isPresent()) {
        coverage.add(factor.coverage().get());
      }
    }
    return coverage;
  }

  /** The calendar entries at which the factors are known, ascending; not to be changed. */
  public int[] factorEntries() {
    return panel.factorEntries();
  }

  /** One reader a member of the bundle: a row a known entry, a double a symbol. */
  public List<RowReader> factors() {
    List<RowReader> readers = new ArrayList<>();
    for (StoredFactor factor : factors) {
      readers.add(factor.rows());
    }
    return readers;
  }

  /** Closes what is not kept for later runs. */
  @Override
  public void close() {
    if (!warm.has(panel)) {
      panel.close();
    }
    for (StoredFactor factor : factors) {
      if (!warm.has(factor)) {
        factor.close();
      }
    }
  }
}
