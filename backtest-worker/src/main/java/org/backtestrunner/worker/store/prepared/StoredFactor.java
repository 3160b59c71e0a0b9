package org.backtestrunner.worker.store.prepared;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.worker.data.FactorCoverage;
import org.backtestrunner.worker.store.format.EntryFile;
import org.backtestrunner.worker.store.format.RowReader;
import org.backtestrunner.worker.store.format.StoreException;
import org.backtestrunner.worker.store.format.Warning;
import org.backtestrunner.worker.warm.Warm;

/**
 * A factor's file of the cache, open.
 *
 * @param coverage of a column of the factor file
 * @param rows a row an entry at which factors are known, a double a symbol
 */
record StoredFactor(EntryFile entry, Optional<FactorCoverage> coverage, RowReader rows)
    implements Closeable {
  private record Key(Path file) {}

  /**
   * The factor as an earlier run has left it, or read from the file and left to those to come.
   *
   * @throws StoreException where it does not fit the panel
   */
  static StoredFactor open(Path file, StoredPanel panel, Warm warm) {
    Key key = new Key(file);
    Optional<StoredFactor> known = warm.find(key, StoredFactor.class);
    StoredFactor factor = known.isPresent() ? known.get() : read(file, warm.room(key));
    if (known.isEmpty()) {
      warm.keep(key, factor, 2 * factor.entry.headBytes());
    }
    if (factor.entry.layout().rows() != panel.factorEntries().length
        || factor.entry.layout().width() != panel.entry().layout().width()) {
      throw new StoreException(file, "does not fit the panel");
    }
    return factor;
  }

  private static StoredFactor read(Path file, Warm.Room room) {
    EntryFile entry = EntryFile.open(file, room);
    // What reading the file has said stands in the set too.
    Warning.read(entry.head());
    return new StoredFactor(entry, CoverageHead.read(entry.head()), entry.section(0));
  }

  @Override
  public void close() {
    entry.close();
  }
}
