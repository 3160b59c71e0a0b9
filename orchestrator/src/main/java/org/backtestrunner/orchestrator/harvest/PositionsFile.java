package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.HeldPositions.Entry;
import org.backtestrunner.orchestrator.harvest.HeldPositions.TimestampCounts;
import org.backtestrunner.shared.file.FileDigest;

/**
 * The positions that a worker left.
 *
 * @param rows how many there are at each timestamp; empty where there is no such column
 * @param digest of the whole file
 */
record PositionsFile(Optional<List<Entry>> rows, FileDigest digest) {

  static PositionsFile read(Path file) throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file)) {
      Optional<TimestampCounts> counts = TimestampCounts.find(table);
      while (table.next()) {
        if (counts.isPresent()) {
          counts.get().take(table);
        }
      }
      return new PositionsFile(counts.map(TimestampCounts::entries), table.digest());
    }
  }
}
