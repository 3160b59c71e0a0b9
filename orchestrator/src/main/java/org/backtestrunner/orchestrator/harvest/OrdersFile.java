package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.nio.file.Path;
import org.backtestrunner.orchestrator.harvest.metric.Trading;
import org.backtestrunner.shared.file.FileDigest;

/**
 * The orders that a worker left.
 *
 * @param digest of the whole file
 */
record OrdersFile(Trading trading, FileDigest digest) {

  static OrdersFile read(Path file, RunDates dates) throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file, ResultTable.MOST_BYTES)) {
      BarTimes times = new BarTimes(table, dates);
      int quantity = table.column("qty");
      int price = table.column("price");
      int count = 0;
      double notional = 0;
      while (table.next()) {
        times.next(true);
        notional += Math.abs(table.number(quantity) * table.number(price));
        if (!Double.isFinite(notional)) {
          throw table.invalid("brings the traded notional above every number");
        }
        count++;
      }
      return new OrdersFile(new Trading(count, notional), table.digest());
    }
  }
}
