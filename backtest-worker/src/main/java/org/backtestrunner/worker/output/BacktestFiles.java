package org.backtestrunner.worker.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.backtestrunner.worker.data.Panel;
import org.backtestrunner.worker.engine.EquityPoint;
import org.backtestrunner.worker.engine.Order;
import org.backtestrunner.worker.engine.Position;
import org.backtestrunner.worker.engine.SimulationResult;

/** Writes the files of a run: equity curve, orders, positions. */
public final class BacktestFiles {
  private final Path directory;
  private final Panel panel;
  private final byte[][] symbols;

  private BacktestFiles(Path directory, Panel panel) {
    this.directory = directory;
    this.panel = panel;
    this.symbols = new byte[panel.size()][];
    for (int s = 0; s < symbols.length; s++) {
      symbols[s] = CsvWriter.encoded(panel.history(s).symbol());
    }
  }

  /**
   * Writes the three files into a directory, which is made where it is missing. The equity curve
   * comes last: where it is there, the others are.
   */
  public static void write(Path directory, Panel panel, SimulationResult result)
      throws IOException {
    Files.createDirectories(directory);
    BacktestFiles files = new BacktestFiles(directory, panel);
    files.writeOrders(result);
    files.writePositions(result);
    files.writeEquityCurve(result);
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path file(String name) {
    return directory.resolve(name + "_" + panel.frequency().label() + ".csv");
  }

  private void writeEquityCurve(SimulationResult result) throws IOException {
    CsvWriter csv = new CsvWriter("timestamp,equity,cash,long_value,short_value,cost");
    for (EquityPoint point : result.equityCurve()) {
      csv.raw(panel.format(point.bar()))
          .number(point.equity())
          .number(point.cash())
          .number(point.longValue())
          .number(point.shortValue())
          .number(point.cost())
          .endRow();
    }
    csv.writeTo(file("portfolio_equity"));
  }

  private void writeOrders(SimulationResult result) throws IOException {
    CsvWriter csv = new CsvWriter("timestamp,symbol,side,qty,price,notional,cost");
    for (Order order : result.orders()) {
      csv.raw(panel.format(order.bar()))
          .raw(symbols[order.symbol()])
          .raw(order.quantity() > 0 ? "BUY" : "SELL")
          .number(Math.abs(order.quantity()))
          .number(order.price())
          .number(order.notional())
          .number(order.cost())
          .endRow();
    }
    csv.writeTo(file("orders"));
  }

  private void writePositions(SimulationResult result) throws IOException {
    CsvWriter csv = new CsvWriter("timestamp,symbol,qty,weight");
    for (Position position : result.positions()) {
      csv.raw(panel.format(position.bar()))
          .raw(symbols[position.symbol()])
          .number(position.quantity())
          .number(position.weight())
          .endRow();
    }
    csv.writeTo(file("positions"));
  }
}
