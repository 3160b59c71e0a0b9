package org.backtestrunner.worker.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What trades and short positions cost, symbol by symbol. */
final class ReferenceCosts {
  private static final List<String> COLUMNS =
      List.of("commission_bps", "spread_bps", "slippage_bps", "borrow_bps_per_year");

  private final ReferenceParameters parameters;

  /** By symbol, then by column: the cells that are not empty. */
  private final Map<String, Map<String, Double>> own = new HashMap<>();

  ReferenceCosts(ReferenceParameters parameters, ReferenceMarket market) {
    this.parameters = parameters;
    if (hasImpact() && !market.fileHasColumn("volume")) {
      throw new BadData("market_impact_bps needs the column volume");
    }
    Optional<String> file = parameters.find("costs_file");
    if (file.isPresent()) {
      read(CsvTable.read(file.get()), market);
    }
  }

  private void read(CsvTable table, ReferenceMarket market) {
    for (String name : table.header()) {
      if (!name.equals("symbol") && !COLUMNS.contains(name)) {
        throw new BadData("unknown column of costs: " + name);
      }
    }
    if (COLUMNS.stream().noneMatch(table::has)) {
      throw new BadData("no costs in the file of costs");
    }
    for (List<String> row : table.rows()) {
      String symbol = table.text(row, "symbol");
      Map<String, Double> cells = new HashMap<>();
      for (String column : COLUMNS) {
        String text = table.text(row, column);
        if (!text.isEmpty()) {
          cells.put(column, CsvTable.number(text));
        }
      }
      boolean negative = cells.values().stream().anyMatch(value -> value < 0);
      boolean stranger = symbol.isEmpty() || !market.fileHasSymbol(symbol);
      if (negative || stranger || own.put(symbol, cells) != null) {
        throw new BadData("bad row of costs: " + row);
      }
    }
  }

  private double basisPoints(String symbol, String column) {
    return own.getOrDefault(symbol, Map.of()).getOrDefault(column, parameters.number(column));
  }

  private double rate(String symbol) {
    double basisPoints =
        basisPoints(symbol, "commission_bps")
            + 0.5 * basisPoints(symbol, "spread_bps")
            + basisPoints(symbol, "slippage_bps");
    return basisPoints / 10000;
  }

  private boolean hasImpact() {
    return parameters.number("market_impact_bps") != 0;
  }

  /** The cost of a fill at an observation. */
  double ofFill(String symbol, double notional, Observation at) {
    double cost = notional * rate(symbol);
    if (hasImpact()) {
      double volume = at.volume().orElse(0);
      if (volume == 0) {
        throw new BadData("traded without volume: " + symbol + " " + at.time());
      }
      double share = notional / (at.close() * volume);
      double basisPoints =
          parameters.number("market_impact_bps")
              * Math.exp(parameters.number("impact_exponent") * Math.log(share));
      cost += notional * basisPoints / 10000;
    }
    return cost;
  }

  /** The cost of a close that no market sees. */
  double ofClose(String symbol, double notional) {
    return notional * rate(symbol);
  }

  /** The borrow fee of a short position for one bar. */
  double borrow(String symbol, double value) {
    double yearly = basisPoints(symbol, "borrow_bps_per_year") / 10000;
    return Math.abs(value) * yearly / parameters.barsPerYear();
  }
}
