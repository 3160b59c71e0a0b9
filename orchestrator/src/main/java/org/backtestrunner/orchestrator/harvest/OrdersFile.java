package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.nio.file.Path;
import org.backtestrunner.shared.file.FileDigest;

/**
 * What metrics need of the orders that a worker left.
 *
 * @param count number of fills
 * @param tradedNotional sum of abs(quantity x price), in account currency
 * @param digest of the whole file
 */
record OrdersFile(int count, double tradedNotional, FileDigest digest) {

  static OrdersFile read(Path file) throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file)) {
      int quantity = table.column("qty");
      int price = table.column("price");
      int count = 0;
      double notional = 0;
      while (table.next()) {
        notional += Math.abs(table.number(quantity) * table.number(price));
        count++;
      }
      return new OrdersFile(count, notional, table.digest());
    }
  }
}
