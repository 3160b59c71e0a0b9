package org.backtestrunner.worker.store.prepared;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.FactorCoverage;
import org.backtestrunner.worker.panel.DayStarts;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.store.format.EntryFile;
import org.backtestrunner.worker.store.format.RowReader;
import org.backtestrunner.worker.store.format.StoreException;
import org.backtestrunner.worker.store.format.StoreSet;
import org.backtestrunner.worker.store.format.StoreSetFile;
import org.backtestrunner.worker.store.format.Warning;

/** What one run reads instead of its inputs. */
public final class Store implements Closeable {
  private final StoreSet set;
  private final EntryFile panel;
  private final StoredUniverse universe;
  private final List<EntryFile> factors = new ArrayList<>();
  private final List<FactorCoverage> coverage = new ArrayList<>();
  private int[] factorEntries = {};

  private Store(StoreSet set) {
    this.set = set;
    this.panel = EntryFile.open(set.directory().resolve(set.panel()));
    this.universe = new StoredUniverse(panel, set.frequency());
  }

  /**
   * Opens what was prepared, if a run's inputs are unchanged since.
   *
   * @param jar the worker's own jar
   * @throws StoreException at any doubt
   */
  public static Store open(Path setFile, RunParameters run, Optional<Path> jar) {
    StoreSet set = StoreSetFile.read(setFile);
    set.verify(run, jar);
    Store store = new Store(set);
    try {
      if (StoreSet.usesFactors(run)) {
        store.openFactors();
      }
      return store;
    } catch (StoreException doubt) {
      store.close();
      throw doubt;
    }
  }

  private void openFactors() {
    factorEntries = DayStarts.of(universe.calendar(), set.frequency());
    for (String name : set.factors()) {
      EntryFile factor = EntryFile.open(set.directory().resolve(name));
      factors.add(factor);
      if (factor.layout().rows() != factorEntries.length
          || factor.layout().width() != panel.layout().width()) {
        throw new StoreException(factor.file(), "does not fit the panel");
      }
      // What reading the file has said stands in the set too.
      Warning.read(factor.head());
      Optional<FactorCoverage> covered = CoverageHead.read(factor.head());
      if (covered.isPresent()) {
        coverage.add(covered.get());
      }
    }
  }

  /** Says and warns again of what was said of the factor file. */
  public void warnOfFactors(Warnings to) {
    for (Warning warning : set.ofFactorFile()) {
      warning.repeat(to);
    }
  }

  public StoredUniverse universe() {
    return universe;
  }

  /** The bundle of a run that uses one. */
  public FactorBundle bundle() {
    return set.bundle().orElseThrow();
  }

  /** Where the bundle's columns of the factor file have values, in the order of the bundle. */
  public List<FactorCoverage> coverage() {
    return coverage;
  }

  /** The calendar entries at which the factors are known, ascending; not to be changed. */
  public int[] factorEntries() {
    return factorEntries;
  }

  /** One reader a member of the bundle: a row a known entry, a double a symbol. */
  public List<RowReader> factors() {
    List<RowReader> readers = new ArrayList<>();
    for (EntryFile factor : factors) {
      readers.add(factor.section(0));
    }
    return readers;
  }

  @Override
  public void close() {
    panel.close();
    for (EntryFile factor : factors) {
      factor.close();
    }
  }
}
