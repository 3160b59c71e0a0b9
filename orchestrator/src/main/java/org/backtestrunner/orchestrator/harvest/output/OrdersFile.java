package org.backtestrunner.orchestrator.harvest.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.metric.Trading;
import org.backtestrunner.orchestrator.harvest.output.HeldPositions.Entry;
import org.backtestrunner.orchestrator.harvest.output.HeldPositions.TimestampCounts;
import org.backtestrunner.shared.file.FileDigest;

/**
 * The orders that a worker left.
 *
 * @param rows how many there are at each timestamp; empty where these are too many to hold
 * @param digest of the whole file
 */
public record OrdersFile(Trading trading, Optional<List<Entry>> rows, FileDigest digest) {

  /**
   * @param dates that they may have
   * @throws java.nio.file.NoSuchFileException where the worker has left none
   */
  public static OrdersFile read(Path file, RunDates dates)
      throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file, ResultTable.MOST_BYTES)) {
      TimestampCounts counts = new TimestampCounts();
      BarTimes times = new BarTimes(table, dates);
      int quantity = table.column("qty");
      int price = table.column("price");
      int count = 0;
      double notional = 0;
      while (table.next()) {
        counts.take(times.next(true));
        notional += Math.abs(table.number(quantity) * table.number(price));
        if (!Double.isFinite(notional)) {
          throw table.invalid("brings the traded notional above every number");
        }
        count++;
      }
      return new OrdersFile(new Trading(count, notional), counts.entries(), table.digest());
    }
  }
}
