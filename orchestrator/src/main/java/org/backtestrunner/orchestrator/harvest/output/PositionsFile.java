package org.backtestrunner.orchestrator.harvest.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.output.HeldPositions.Entry;
import org.backtestrunner.orchestrator.harvest.output.HeldPositions.TimestampCounts;
import org.backtestrunner.shared.file.FileDigest;

/**
 * The positions that a worker left.
 *
 * @param rows how many there are at each timestamp; empty where there is no such column, and where
 *     these are too many to hold
 * @param digest of the whole file
 */
public record PositionsFile(Optional<List<Entry>> rows, FileDigest digest) {

  /**
   * @throws java.nio.file.NoSuchFileException where the worker has left none
   */
  public static PositionsFile read(Path file) throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file, ResultTable.MOST_BYTES)) {
      int column = table.find("timestamp");
      TimestampCounts counts = new TimestampCounts();
      while (table.next()) {
        if (column >= 0) {
          counts.take(table, column);
        }
      }
      return new PositionsFile(column < 0 ? Optional.empty() : counts.entries(), table.digest());
    }
  }
}
