package org.backtestrunner.worker.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.backtestrunner.shared.file.PendingFile;
import org.backtestrunner.shared.text.ShortestDecimal;
import org.backtestrunner.worker.engine.EquityPoint;
import org.backtestrunner.worker.engine.Order;
import org.backtestrunner.worker.engine.Position;
import org.backtestrunner.worker.engine.SimulationResult;
import org.backtestrunner.worker.panel.Panel;

/** Writes the files of a run: equity curve, orders, positions. */
public final class BacktestFiles {
  private static final byte[] BUY = {'B', 'U', 'Y'};
  private static final byte[] SELL = {'S', 'E', 'L', 'L'};

  private final Path directory;
  private final Panel panel;
  private final byte[][] symbols;
  private final ShortestDecimal decimal = new ShortestDecimal();

  private final TimeCells times;

  private BacktestFiles(Path directory, Panel panel) {
    this.directory = directory;
    this.panel = panel;
    this.times = new TimeCells(panel);
    this.symbols = new byte[panel.size()][];
    for (int s = 0; s < symbols.length; s++) {
      symbols[s] = CsvWriter.encoded(panel.symbol(s));
    }
  }

  /**
   * Writes the three files into a directory, which is made where it is missing. The equity curve
   * comes last: where it is there, the others are.
   */
  public static void write(Path directory, Panel panel, SimulationResult result)
      throws IOException {
    Files.createDirectories(directory);
    new BacktestFiles(directory, panel).write(result);
    PendingFile.syncDirectory(directory);
  }

  private void write(SimulationResult result) throws IOException {
    try (CsvWriter orders = file("orders", "timestamp,symbol,side,qty,price,notional,cost");
        CsvWriter positions = file("positions", "timestamp,symbol,qty,weight");
        CsvWriter equity =
            file("portfolio_equity", "timestamp,equity,cash,long_value,short_value,cost")) {
      writeOrders(result, orders);
      writePositions(result, positions);
      writeEquityCurve(result, equity);
      // All are handed over before the first is waited for: a disk writes them in one go.
      orders.flush();
      positions.flush();
      equity.flush();
      orders.sync();
      positions.sync();
      equity.sync();
      orders.place();
      positions.place();
      equity.place();
    }
  }

  private CsvWriter file(String name, String header) throws IOException {
    String fileName = name + "_" + panel.frequency().label() + ".csv";
    return new CsvWriter(directory.resolve(fileName), header, decimal);
  }

  private void writeOrders(SimulationResult result, CsvWriter csv) throws IOException {
    for (Order order : result.orders()) {
      csv.raw(times.cell(order.bar()))
          .raw(symbols[order.symbol()])
          .raw(order.quantity() > 0 ? BUY : SELL)
          .number(Math.abs(order.quantity()))
          .number(order.price())
          .number(order.notional())
          .number(order.cost())
          .endRow();
    }
  }

  private void writePositions(SimulationResult result, CsvWriter csv) throws IOException {
    for (Position position : result.positions()) {
      csv.raw(times.cell(position.bar()))
          .raw(symbols[position.symbol()])
          .number(position.quantity())
          .number(position.weight())
          .endRow();
    }
  }

  private void writeEquityCurve(SimulationResult result, CsvWriter csv) throws IOException {
    for (EquityPoint point : result.equityCurve()) {
      csv.raw(times.cell(point.bar()))
          .number(point.equity())
          .number(point.cash())
          .number(point.longValue())
          .number(point.shortValue())
          .number(point.cost())
          .endRow();
    }
  }
}
