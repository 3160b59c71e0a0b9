package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import org.backtestrunner.shared.file.FileDigest;

/**
 * An equity curve as a worker left it.
 *
 * @param equity after each bar, in account currency, at least one value
 * @param firstDate UTC date of the first bar
 * @param lastDate UTC date of the last bar
 * @param digest of the whole file
 */
record EquityFile(double[] equity, LocalDate firstDate, LocalDate lastDate, FileDigest digest) {

  static EquityFile read(Path file, RunDates dates) throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file, ResultTable.MOST_BYTES_HELD)) {
      BarTimes times = new BarTimes(table, dates);
      int equityColumn = table.column("equity");
      double[] equity = new double[4096];
      int size = 0;
      LocalDate first = LocalDate.MIN;
      LocalDate last = LocalDate.MIN;
      while (table.next()) {
        last = times.next(false);
        first = size == 0 ? last : first;
        if (size == equity.length) {
          equity = Arrays.copyOf(equity, size * 2);
        }
        equity[size++] = table.number(equityColumn);
      }
      if (size == 0) {
        throw new InvalidOutputException(file.getFileName() + ": there is no row");
      }
      return new EquityFile(Arrays.copyOf(equity, size), first, last, table.digest());
    }
  }
}
