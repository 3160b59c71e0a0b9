package org.backtestrunner.worker.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.shared.file.PendingFile;
import org.backtestrunner.shared.text.ShortestDecimal;
import org.backtestrunner.shared.text.SpreadsheetText;
import org.backtestrunner.worker.engine.EquityPoint;
import org.backtestrunner.worker.engine.Order;
import org.backtestrunner.worker.engine.Position;
import org.backtestrunner.worker.engine.SimulationResult;
import org.backtestrunner.worker.panel.Panel;

/** Writes the files of a run: equity curve, orders, positions. */
public final class BacktestFiles {
  private static final String EQUITY = "portfolio_equity";
  private static final String ORDERS = "orders";
  private static final String POSITIONS = "positions";

  private static final byte[] BUY = {'B', 'U', 'Y'};
  private static final byte[] SELL = {'S', 'E', 'L', 'L'};

  private final Path directory;
  private final Panel panel;
  private final byte[][] symbols;
  private final ShortestDecimal decimal = new ShortestDecimal();

  private final TimeCells times;

  private BacktestFiles(Path directory, Panel panel, boolean csvSafe) {
    this.directory = directory;
    this.panel = panel;
    this.times = new TimeCells(panel);
    this.symbols = new byte[panel.size()][];
    for (int s = 0; s < symbols.length; s++) {
      String symbol = panel.symbol(s);
      symbols[s] = CsvWriter.encoded(csvSafe ? SpreadsheetText.ofName(symbol) : symbol);
    }
  }

  /**
   * Writes the files into a directory, which is made where it is missing. The equity curve comes
   * last: where it is there, the others are. A file of another run that this one leaves out is
   * deleted.
   *
   * @param flush whether all has reached the disk at the return
   */
  public static void write(Path directory, Panel panel, SimulationResult result, boolean flush)
      throws IOException {
    Files.createDirectories(directory);
    new BacktestFiles(directory, panel, result.outputs().csvSafe()).write(result, flush);
    if (flush) {
      PendingFile.syncDirectory(directory);
    }
  }

  private void write(SimulationResult result, boolean flush) throws IOException {
    List<CsvWriter> files = new ArrayList<>();
    try {
      if (result.outputs().orders()) {
        files.add(file(ORDERS, "timestamp,symbol,side,qty,price,notional,cost"));
        writeOrders(result, files.get(files.size() - 1));
      }
      if (result.outputs().positions()) {
        files.add(file(POSITIONS, "timestamp,symbol,qty,weight"));
        writePositions(result, files.get(files.size() - 1));
      }
      files.add(file(EQUITY, "timestamp,equity,cash,long_value,short_value,cost"));
      writeEquityCurve(result, files.get(files.size() - 1));
      place(files, flush);
    } finally {
      for (CsvWriter file : files) {
        file.close();
      }
    }
    if (!result.outputs().orders()) {
      Files.deleteIfExists(path(ORDERS));
    }
    if (!result.outputs().positions()) {
      Files.deleteIfExists(path(POSITIONS));
    }
  }

  /** All are handed over before the first is waited for: a disk writes them in one go. */
  private static void place(List<CsvWriter> files, boolean flush) throws IOException {
    for (CsvWriter file : files) {
      file.flush();
    }
    for (CsvWriter file : files) {
      if (flush) {
        file.sync();
      }
    }
    for (CsvWriter file : files) {
      file.place();
    }
  }

  private CsvWriter file(String name, String header) throws IOException {
    return new CsvWriter(path(name), header, decimal);
  }

  private Path path(String name) {
    return directory.resolve(name + "_" + panel.frequency().label() + ".csv");
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
