package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.HeldPositions.Entry;
import org.backtestrunner.orchestrator.harvest.HeldPositions.TimestampCounts;
import org.backtestrunner.orchestrator.harvest.metric.Trading;
import org.backtestrunner.shared.file.FileDigest;

/**
 * The orders that a worker left.
 *
 * @param rows how many there are at each timestamp; empty where there is no such column
 * @param digest of the whole file
 */
record OrdersFile(Trading trading, Optional<List<Entry>> rows, FileDigest digest) {

  static OrdersFile read(Path file) throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file)) {
      Optional<TimestampCounts> counts = TimestampCounts.find(table);
      int quantity = table.column("qty");
      int price = table.column("price");
      int count = 0;
      double notional = 0;
      while (table.next()) {
        notional += Math.abs(table.number(quantity) * table.number(price));
        if (!Double.isFinite(notional)) {
          throw table.invalid("brings the traded notional above every number");
        }
        if (counts.isPresent()) {
          counts.get().take(table);
        }
        count++;
      }
      return new OrdersFile(
          new Trading(count, notional), counts.map(TimestampCounts::entries), table.digest());
    }
  }
}
