package org.backtestrunner.orchestrator.harvest.output;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.harvest.metric.Trading;
import org.backtestrunner.orchestrator.harvest.output.HeldPositions.Entry;
import org.backtestrunner.orchestrator.harvest.output.HeldPositions.TimestampCounts;
import org.backtestrunner.shared.file.FileDigest;

/**
 * The orders that a worker left.
 *
 * @param yearly traded notional by calendar year; none of a year without orders
 * @param rows how many there are at each timestamp; empty where these are too many to hold
 * @param digest of the whole file
 */
public record OrdersFile(
    Trading trading,
    SortedMap<Integer, Double> yearly,
    Optional<List<Entry>> rows,
    FileDigest digest) {

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
      SortedMap<Integer, Double> yearly = new TreeMap<>();
      int day = Integer.MIN_VALUE;
      double ofDay = 0;
      while (table.next()) {
        counts.take(times.next(true));
        double traded = Math.abs(table.number(quantity) * table.number(price));
        notional += traded;
        if (times.day() != day) {
          add(yearly, day, ofDay);
          day = times.day();
          ofDay = 0;
        }
        ofDay += traded;
        if (!Double.isFinite(notional)) {
          throw table.invalid("brings the traded notional above every number");
        }
        count++;
      }
      add(yearly, day, ofDay);
      return new OrdersFile(new Trading(count, notional), yearly, counts.entries(), table.digest());
    }
  }

  /**
   * How many orders there are before each bar, and in all behind the last one.
   *
   * @param bars of the run
   * @throws java.nio.file.NoSuchFileException where the worker has left none
   */
  public static int[] countsBefore(Path file, RunDates dates, BarStamps bars)
      throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file, ResultTable.MOST_BYTES)) {
      BarTimes times = new BarTimes(table, dates);
      int[] counts = new int[bars.size() + 1];
      int bar = 0;
      int orders = 0;
      while (table.next()) {
        byte[] timestamp = times.next(true);
        while (bar < bars.size() && bars.isBefore(bar, timestamp)) {
          counts[++bar] = orders;
        }
        orders++;
      }
      Arrays.fill(counts, bar + 1, counts.length, orders);
      return counts;
    }
  }

  private static void add(SortedMap<Integer, Double> yearly, int day, double notional) {
    if (notional > 0) {
      yearly.merge(LocalDate.ofEpochDay(day).getYear(), notional, Double::sum);
    }
  }
}
