package org.backtestrunner.worker.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.backtestrunner.worker.reference.ReferenceResult.EquityRow;
import org.backtestrunner.worker.reference.ReferenceResult.OrderRow;
import org.backtestrunner.worker.reference.ReferenceResult.PositionRow;

/** Cash, positions and the files' rows. */
final class ReferenceAccount {
  private final ReferenceCosts costs;
  private final SortedMap<String, Double> quantities = new TreeMap<>();
  private double cash;

  private String timestamp = "";
  private double costOfBar;
  private final List<OrderRow> ordersOfBar = new ArrayList<>();

  private final List<EquityRow> equityRows = new ArrayList<>();
  private final List<OrderRow> orderRows = new ArrayList<>();
  private final List<PositionRow> positionRows = new ArrayList<>();

  /** What the shorts of the last bar's close cost at the next bar. */
  private double borrow;

  ReferenceAccount(double startCapital, ReferenceCosts costs) {
    this.cash = startCapital;
    this.costs = costs;
  }

  void beginBar(String barTimestamp) {
    timestamp = barTimestamp;
    costOfBar = 0;
    ordersOfBar.clear();
  }

  List<String> heldSymbols() {
    return List.copyOf(quantities.keySet());
  }

  double held(String symbol) {
    return quantities.getOrDefault(symbol, 0.0);
  }

  /** Takes the carry of a bar, which depends on the previous bar's close. */
  void payCarry(double financingPerBar) {
    EquityRow previous = equityRows.get(equityRows.size() - 1);
    double financing = financingPerBar * Math.max(0, -previous.cash());
    cash -= borrow;
    cash -= financing;
    costOfBar += borrow + financing;
  }

  /** Brings a position to exactly a target, unless the difference is too small to trade. */
  void fill(String symbol, double target, double price, Observation at) {
    double held = held(symbol);
    double traded = target - held;
    double largest = Math.max(1, Math.max(Math.abs(target), Math.abs(held)));
    if (Math.abs(traded) > 1e-9 * largest) {
      double cost = costs.ofFill(symbol, Math.abs(traded) * price, at);
      trade(symbol, traded, target, price, cost);
    }
  }

  /** Closes a position whatever its size. */
  void close(String symbol, double price) {
    double cost = costs.ofClose(symbol, Math.abs(held(symbol)) * price);
    trade(symbol, -held(symbol), 0, price, cost);
  }

  private void trade(String symbol, double traded, double target, double price, double cost) {
    double notional = Math.abs(traded) * price;
    cash = cash - traded * price - cost;
    costOfBar += cost;
    if (target == 0) {
      quantities.remove(symbol);
    } else {
      quantities.put(symbol, target);
    }
    String side = traded > 0 ? "BUY" : "SELL";
    ordersOfBar.add(new OrderRow(timestamp, symbol, side, Math.abs(traded), price, notional, cost));
  }

  /** Closes everything at no cost and writes the remainder off. */
  void wipeOut(ToDoubleFunction<String> lastClose) {
    for (String symbol : heldSymbols()) {
      trade(symbol, -held(symbol), 0, lastClose.applyAsDouble(symbol), 0);
    }
    cash = 0;
  }

  double equity(ToDoubleFunction<String> lastClose) {
    double equity = cash;
    for (String symbol : heldSymbols()) {
      equity += held(symbol) * lastClose.applyAsDouble(symbol);
    }
    return equity;
  }

  /** Writes the rows of a bar. */
  void endBar(ToDoubleFunction<String> lastClose, boolean decisionBecameDue) {
    double longValue = 0;
    double shortValue = 0;
    borrow = 0;
    for (String symbol : heldSymbols()) {
      double value = held(symbol) * lastClose.applyAsDouble(symbol);
      if (value > 0) {
        longValue += value;
      } else {
        shortValue += value;
        borrow += costs.borrow(symbol, value);
      }
    }
    double equity = cash + longValue + shortValue;
    equityRows.add(new EquityRow(timestamp, equity, cash, longValue, shortValue, costOfBar));
    ordersOfBar.sort(Comparator.comparing(OrderRow::symbol)); // Stable: events keep their order.
    orderRows.addAll(ordersOfBar);
    if (decisionBecameDue || !ordersOfBar.isEmpty()) {
      for (String symbol : heldSymbols()) {
        double weight = held(symbol) * lastClose.applyAsDouble(symbol) / equity;
        positionRows.add(new PositionRow(timestamp, symbol, held(symbol), weight));
      }
    }
  }

  List<EquityRow> equityRows() {
    return equityRows;
  }

  List<OrderRow> orderRows() {
    return orderRows;
  }

  List<PositionRow> positionRows() {
    return positionRows;
  }
}
