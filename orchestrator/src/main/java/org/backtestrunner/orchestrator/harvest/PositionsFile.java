package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.shared.file.FileDigest;

/**
 * The positions that a worker left.
 *
 * @param rows how many there are at each timestamp; empty where there is no such column
 * @param digest of the whole file
 */
record PositionsFile(Optional<Map<String, Integer>> rows, FileDigest digest) {

  static PositionsFile read(Path file) throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file)) {
      int timestamp = table.find("timestamp");
      Map<String, Integer> rows = new LinkedHashMap<>();
      byte[] current = {};
      int count = 0;
      String at = "";
      while (table.next()) {
        if (timestamp >= 0 && (count == 0 || !table.isSame(timestamp, current))) {
          if (count > 0) {
            rows.merge(at, count, Integer::sum);
          }
          current = table.bytes(timestamp);
          at = table.text(timestamp);
          count = 0;
        }
        count++;
      }
      if (count > 0) {
        rows.merge(at, count, Integer::sum);
      }
      return new PositionsFile(
          timestamp < 0 ? Optional.empty() : Optional.of(rows), table.digest());
    }
  }
}
