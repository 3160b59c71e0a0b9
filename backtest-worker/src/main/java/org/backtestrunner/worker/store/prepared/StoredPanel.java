package org.backtestrunner.worker.store.prepared;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.worker.panel.DayStarts;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.store.format.EntryFile;
import org.backtestrunner.worker.warm.Warm;

/**
 * A panel's file of the cache, open, with what its head says.
 *
 * @param factorEntries the calendar entries at which factors are known, ascending
 */
record StoredPanel(Path file, EntryFile entry, StoredUniverse universe, int[] factorEntries)
    implements Closeable {
  /** A time, a place in the calendar, and a value a column. */
  private static final int BYTES_OF_OBSERVATION = 8 + 4 + 5 * 8;

  /** What its name and this say, every byte of it depends on. */
  private record Key(Path file, Frequency frequency) {}

  private record HistoriesKey(Path file, Frequency frequency) {}

  /** The panel as an earlier run has left it, or read from the file and left to those to come. */
  static StoredPanel open(Path file, Frequency frequency, Warm warm) {
    Key key = new Key(file, frequency);
    Optional<StoredPanel> known = warm.find(key, StoredPanel.class);
    if (known.isPresent()) {
      return known.get();
    }
    StoredPanel read = read(file, frequency, warm.room(key));
    warm.keep(key, read, 2 * read.entry.headBytes());
    return read;
  }

  private static StoredPanel read(Path file, Frequency frequency, Warm.Room room) {
    EntryFile entry = EntryFile.open(file, room);
    StoredUniverse universe = new StoredUniverse(entry, frequency);
    return new StoredPanel(file, entry, universe, DayStarts.of(universe.calendar(), frequency));
  }

  /** All of it in memory, as an earlier run has left it, or read and left to those to come. */
  PriceHistories histories(Warm warm) {
    HistoriesKey key = new HistoriesKey(file, universe.frequency());
    Optional<PriceHistories> known = warm.find(key, PriceHistories.class);
    if (known.isPresent()) {
      return known.get();
    }
    PriceHistories read = universe.histories();
    long values = (long) universe.size() * universe.calendar().length;
    warm.keep(key, read, values * BYTES_OF_OBSERVATION);
    return read;
  }

  @Override
  public void close() {
    entry.close();
  }
}
