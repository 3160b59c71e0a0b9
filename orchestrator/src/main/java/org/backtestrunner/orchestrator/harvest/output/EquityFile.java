package org.backtestrunner.orchestrator.harvest.output;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
public record EquityFile(
    Book book, int dates, Fingerprint calendar, Fingerprint identity, FileDigest digest) {

  /**
   * Reads all of it that we know.
   *
   * @param dates that the bars may have
   * @param held the number of positions, as other files tell it
   * @throws java.nio.file.NoSuchFileException where the worker has left none
   * @throws InvalidOutputException where it is no equity curve
   */
  public static EquityFile read(Path file, RunDates dates, Optional<HeldPositions> held)
      throws IOException, InvalidOutputException {
    return read(file, dates, held, List.of("long_value", "short_value", "cost"), Optional.empty());
  }

  /** Reads dates and equity alone. */
  static EquityFile readCurve(Path file, RunDates dates)
      throws IOException, InvalidOutputException {
    return read(file, dates, Optional.empty(), List.of(), Optional.empty());
  }

  /** Reads dates and equity alone, and takes the timestamps. */
  static EquityFile readCurve(Path file, RunDates dates, BarStamps.Builder stamps)
      throws IOException, InvalidOutputException {
    return read(file, dates, Optional.empty(), List.of(), Optional.of(stamps));
  }

  /** Reads dates, equity, and the values of what is held. */
  static EquityFile readBook(Path file, RunDates dates) throws IOException, InvalidOutputException {
    return read(
        file, dates, Optional.empty(), List.of("long_value", "short_value"), Optional.empty());
  }

  private static EquityFile read(
      Path file,
      RunDates dates,
      Optional<HeldPositions> held,
      List<String> further,
      Optional<BarStamps.Builder> stamps)
      throws IOException, InvalidOutputException {
    try (ResultTable table = ResultTable.open(file, ResultTable.MOST_BYTES_HELD)) {
      DayColumn days = new DayColumn(new BarTimes(table, dates));
      NumberColumn equity = NumberColumn.of(table, "equity");
      Map<String, NumberColumn> beside = new LinkedHashMap<>();
      for (String name : further) {
        NumberColumn.find(table, name).ifPresent(column -> beside.put(name, column));
      }
      Fingerprint.Builder identity = new Fingerprint.Builder();
      while (table.next()) {
        byte[] timestamp = days.take();
        double value = equity.take(table);
        identity.add(timestamp);
        identity.add(Double.doubleToLongBits(value));
        for (NumberColumn column : beside.values()) {
          column.take(table);
        }
        held.ifPresent(positions -> positions.take(timestamp));
        stamps.ifPresent(all -> all.add(timestamp));
      }
      if (equity.size() == 0) {
        throw new InvalidOutputException(file.getFileName() + ": there is no row");
      }
      Book book =
          new Book(
              days.days(),
              equity.values(),
              values(beside, "long_value"),
              values(beside, "short_value"),
              values(beside, "cost"),
              held.map(HeldPositions::counts));
      return new EquityFile(
          book, days.different(), days.calendar(), identity.build(), table.digest());
    }
  }

  private static Optional<double[]> values(Map<String, NumberColumn> columns, String name) {
    return Optional.ofNullable(columns.get(name)).map(NumberColumn::values);
  }

  public double[] equity() {
    return book.equity();
  }

  public LocalDate firstDate() {
    return LocalDate.ofEpochDay(book.days()[0]);
  }

  public LocalDate lastDate() {
    return LocalDate.ofEpochDay(book.days()[book.days().length - 1]);
  }

  /** The numbers of one column, taken row by row. */
  private static final class NumberColumn {
    private final int column;
    private double[] values = new double[1024];
    private int size;

    private NumberColumn(int column) {
      this.column = column;
    }

    /** One that must be there. */
    static NumberColumn of(ResultTable table, String name) throws InvalidOutputException {
      return new NumberColumn(table.column(name));
    }

    /** Empty where there is no such column. */
    static Optional<NumberColumn> find(ResultTable table, String name)
        throws InvalidOutputException {
      int column = table.find(name);
      return column < 0 ? Optional.empty() : Optional.of(new NumberColumn(column));
    }

    /** Takes the number of the current row, and gives it back. */
    double take(ResultTable table) throws InvalidOutputException {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      double value = table.number(column);
      values[size++] = value;
      return value;
    }

    int size() {
      return size;
    }

    double[] values() {
      return Arrays.copyOf(values, size);
    }
  }
}
