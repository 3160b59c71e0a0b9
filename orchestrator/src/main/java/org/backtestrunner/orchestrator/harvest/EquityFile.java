package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
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
  private static final int DATE_LENGTH = 10;

  static EquityFile read(Path file) throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file)) {
      int timestamp = table.column("timestamp");
      int equityColumn = table.column("equity");
      double[] equity = new double[4096];
      int size = 0;
      byte[] first = {};
      byte[] last = {};
      while (table.next()) {
        // ISO timestamps of one form sort as text.
        if (size > 0 && !table.isAfter(timestamp, last)) {
          throw table.invalid("is not later than the line before");
        }
        last = table.bytes(timestamp);
        first = size == 0 ? last : first;
        if (size == equity.length) {
          equity = Arrays.copyOf(equity, size * 2);
        }
        equity[size++] = table.number(equityColumn);
      }
      if (size == 0) {
        throw new InvalidOutputException(file.getFileName() + ": there is no row");
      }
      return new EquityFile(
          Arrays.copyOf(equity, size), date(file, first), date(file, last), table.digest());
    }
  }

  private static LocalDate date(Path file, byte[] cell) throws InvalidOutputException {
    String timestamp = new String(cell, StandardCharsets.UTF_8);
    try {
      return LocalDate.parse(timestamp.substring(0, Math.min(DATE_LENGTH, timestamp.length())));
    } catch (DateTimeException notADate) {
      throw new InvalidOutputException(
          file.getFileName() + ": '" + timestamp + "' is not an ISO timestamp");
    }
  }
}
