package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.harvest.metric.Trading;
import org.backtestrunner.shared.file.FileDigest;

/**
 * The orders that a worker left.
 *
 * @param timestamps of the orders; empty where there is no such column
 * @param digest of the whole file
 */
record OrdersFile(Trading trading, Optional<Set<String>> timestamps, FileDigest digest) {

  static OrdersFile read(Path file) throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file)) {
      int timestamp = table.find("timestamp");
      int quantity = table.column("qty");
      int price = table.column("price");
      Set<String> timestamps = new LinkedHashSet<>();
      byte[] last = {};
      int count = 0;
      double notional = 0;
      while (table.next()) {
        notional += Math.abs(table.number(quantity) * table.number(price));
        if (!Double.isFinite(notional)) {
          throw table.invalid("brings the traded notional above every number");
        }
        if (timestamp >= 0 && (count == 0 || !table.isSame(timestamp, last))) {
          last = table.bytes(timestamp);
          timestamps.add(table.text(timestamp));
        }
        count++;
      }
      return new OrdersFile(
          new Trading(count, notional),
          timestamp < 0 ? Optional.empty() : Optional.of(timestamps),
          table.digest());
    }
  }
}
