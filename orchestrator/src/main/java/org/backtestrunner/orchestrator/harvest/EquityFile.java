package org.backtestrunner.orchestrator.harvest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.harvest.metric.Book;
import org.backtestrunner.shared.file.FileDigest;

/**
 * An equity curve as a worker left it.
 *
 * @param book equity after each bar, in account currency, at least one value, and what stands
 *     beside it
 * @param dates how many different UTC dates the bars have
 * @param calendar of these dates
 * @param identity of timestamps and equity
 * @param digest of the whole file
 */
record EquityFile(
    Book book, int dates, Fingerprint calendar, Fingerprint identity, FileDigest digest) {

  static EquityFile read(Path file) throws IOException, InvalidOutputException {
    return read(file, Optional.empty());
  }

  /**
   * Reads all of it that we know.
   *
   * @param held the number of positions, as other files tell it
   */
  static EquityFile read(Path file, Optional<HeldPositions> held)
      throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file)) {
      DayColumn days = new DayColumn(table);
      NumberColumn equity = NumberColumn.of(table, "equity");
      Optional<NumberColumn> longValue = NumberColumn.find(table, "long_value");
      Optional<NumberColumn> shortValue = NumberColumn.find(table, "short_value");
      Optional<NumberColumn> cost = NumberColumn.find(table, "cost");
      List<NumberColumn> beside =
          Stream.of(longValue, shortValue, cost).flatMap(Optional::stream).toList();
      Fingerprint.Builder identity = new Fingerprint.Builder();
      while (table.next()) {
        byte[] timestamp = days.take(table);
        double value = equity.take(table);
        identity.add(timestamp);
        identity.add(Double.doubleToLongBits(value));
        for (NumberColumn column : beside) {
          column.take(table);
        }
        held.ifPresent(positions -> positions.take(timestamp));
      }
      if (equity.size() == 0) {
        throw new InvalidOutputException(file.getFileName() + ": there is no row");
      }
      Book book =
          new Book(
              days.days(),
              equity.values(),
              longValue.map(NumberColumn::values),
              shortValue.map(NumberColumn::values),
              cost.map(NumberColumn::values),
              held.map(HeldPositions::counts));
      return new EquityFile(
          book, days.different(), days.calendar(), identity.build(), table.digest());
    }
  }

  double[] equity() {
    return book.equity();
  }

  LocalDate firstDate() {
    return LocalDate.ofEpochDay(book.days()[0]);
  }

  LocalDate lastDate() {
    return LocalDate.ofEpochDay(book.days()[book.days().length - 1]);
  }
}
