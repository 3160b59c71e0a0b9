package org.backtestrunner.worker.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run leaves behind, as rows; timestamps are the text that stands in the files.
 *
 * @param equity one row per bar
 * @param orders one row per fill, sorted by timestamp then symbol
 * @param positions non-zero positions after the bars that have an order or a decision becoming due
 * @param warnings what the run log warns of, in the order of discovery
 * @param badData why the run was refused; the lists of rows are empty then
 */
public record ReferenceResult(
    List<EquityRow> equity,
    List<OrderRow> orders,
    List<PositionRow> positions,
    List<String> warnings,
    Optional<String> badData) {

  /** A row of {@code portfolio_equity}; {@code shortValue} is not positive. */
  public record EquityRow(
      String timestamp,
      double equity,
      double cash,
      double longValue,
      double shortValue,
      double cost) {}

  /** A row of {@code orders}; {@code side} is BUY or SELL, {@code quantity} is positive. */
  public record OrderRow(
      String timestamp,
      String symbol,
      String side,
      double quantity,
      double price,
      double notional,
      double cost) {}

  /** A row of {@code positions}; {@code quantity} is negative for a short. */
  public record PositionRow(String timestamp, String symbol, double quantity, double weight) {}

  /** Copies the lists. */
  public ReferenceResult {
    equity = List.copyOf(equity);
    orders = List.copyOf(orders);
    positions = List.copyOf(positions);
    warnings = List.copyOf(warnings);
  }

  /** A run that its data forbids. */
  public static ReferenceResult refused(String reason) {
    return new ReferenceResult(List.of(), List.of(), List.of(), List.of(), Optional.of(reason));
  }

  /**
   * Reads rows of the three output files, without their header lines, columns in the order of the
   * contract.
   */
  public static ReferenceResult ofCsv(
      List<String> equity, List<String> orders, List<String> positions) {
    return new ReferenceResult(
        equity.stream().map(ReferenceResult::equityRow).toList(),
        orders.stream().map(ReferenceResult::orderRow).toList(),
        positions.stream().map(ReferenceResult::positionRow).toList(),
        List.of(),
        Optional.empty());
  }

  /**
   * Reads what a run wrote.
   *
   * @param directory the run's {@code backtest} directory
   * @param freq {@code 1d} or {@code 5min}
   * @throws IllegalArgumentException if a header line is not that of the contract
   */
  public static ReferenceResult read(Path directory, String freq) throws IOException {
    return ofCsv(
        rows(
            directory.resolve("portfolio_equity_" + freq + ".csv"),
            "timestamp,equity,cash,long_value,short_value,cost"),
        rows(
            directory.resolve("orders_" + freq + ".csv"),
            "timestamp,symbol,side,qty,price,notional,cost"),
        rows(directory.resolve("positions_" + freq + ".csv"), "timestamp,symbol,qty,weight"));
  }

  private static List<String> rows(Path file, String header) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(header)) {
      throw new IllegalArgumentException(file + " does not begin with " + header);
    }
    return lines.subList(1, lines.size());
  }

  private static EquityRow equityRow(String line) {
    String[] cells = line.split(",", -1);
    requireCells(line, cells, 6);
    return new EquityRow(
        cells[0],
        Double.parseDouble(cells[1]),
        Double.parseDouble(cells[2]),
        Double.parseDouble(cells[3]),
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]));
  }

  private static OrderRow orderRow(String line) {
    String[] cells = line.split(",", -1);
    requireCells(line, cells, 7);
    return new OrderRow(
        cells[0],
        cells[1],
        cells[2],
        Double.parseDouble(cells[3]),
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]),
        Double.parseDouble(cells[6]));
  }

  private static PositionRow positionRow(String line) {
    String[] cells = line.split(",", -1);
    requireCells(line, cells, 4);
    return new PositionRow(
        cells[0], cells[1], Double.parseDouble(cells[2]), Double.parseDouble(cells[3]));
  }

  private static void requireCells(String line, String[] cells, int expected) {
    if (cells.length != expected) {
      throw new IllegalArgumentException(expected + " cells expected: " + line);
    }
  }

  /** The same without positions, for cases that do not state them. */
  public ReferenceResult withoutPositions() {
    return new ReferenceResult(equity, orders, List.of(), warnings, badData);
  }
}
