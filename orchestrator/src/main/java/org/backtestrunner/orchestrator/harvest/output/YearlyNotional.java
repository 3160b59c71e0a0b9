package org.backtestrunner.orchestrator.harvest.output;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * What a run has traded, by calendar year.
 *
 * @param notional sums of abs(quantity x price) in account currency; none for a year without orders
 */
public record YearlyNotional(SortedMap<Integer, Double> notional) {

  /**
   * Reads the orders of a run; empty where it has left none.
   *
   * @throws IOException where they can no longer be read, or are no longer what they were
   */
  public static Optional<YearlyNotional> read(RunPlan plan, RunDirectory directory)
      throws IOException {
    try (ResultTable table =
        ResultTable.open(directory.orders(plan.normalised("freq")), ResultTable.MOST_BYTES)) {
      BarTimes times = new BarTimes(table, RunDates.of(plan));
      int quantity = table.column("qty");
      int price = table.column("price");
      SortedMap<Integer, Double> notional = new TreeMap<>();
      int day = Integer.MIN_VALUE;
      int year = 0;
      while (table.next()) {
        times.next(true);
        if (times.day() != day) {
          day = times.day();
          year = LocalDate.ofEpochDay(day).getYear();
        }
        notional.merge(year, Math.abs(table.number(quantity) * table.number(price)), Double::sum);
      }
      return Optional.of(new YearlyNotional(notional));
    } catch (NoSuchFileException leftOut) {
      return Optional.empty();
    } catch (InvalidOutputException invalid) {
      throw new IOException(invalid.getMessage(), invalid);
    }
  }
}
