package org.backtestrunner.worker.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.backtestrunner.worker.reference.ReferenceResult;
import org.backtestrunner.worker.reference.ReferenceResult.EquityRow;
import org.backtestrunner.worker.reference.ReferenceResult.OrderRow;
import org.backtestrunner.worker.reference.ReferenceResult.PositionRow;

/**
 * Keeps the books of a run a second time, from its orders and parameters alone, and compares them
 * with its files.
 */
final class Books {
  private static final double TOLERANCE = 1e-9;

  private final RandomRun run;
  private final ReferenceResult files;
  private final double barsPerYear;

  /** What each symbol costs where that is not what the run's parameters say, by column. */
  private final Map<String, Map<String, Double>> ownCosts = new TreeMap<>();

  private double cash;
  private double costs;
  private double writtenCosts;
  private double scale;
  private boolean wipedOut;
  private final Map<String, Double> held = new TreeMap<>();
  private final Map<String, Double> mostHeld = new TreeMap<>();

  Books(RandomRun run, ReferenceResult files) {
    this.run = run;
    this.files = files;
    double barsPerDay = run.freq().equals("1d") ? 1 : run.number("bars_per_day", 78);
    this.barsPerYear = run.number("bars_per_year", 252 * barsPerDay);
    if (run.parameters().containsKey("costs_file")) {
      readOwnCosts(InputTable.read(run.parameters().get("costs_file")));
    }
    this.cash = run.number("start_capital", 100_000);
    this.scale = cash;
  }

  private void readOwnCosts(InputTable table) {
    for (List<String> row : table.rows()) {
      Map<String, Double> own = new TreeMap<>();
      for (String column : table.header()) {
        String cell = table.cell(row, column);
        if (!column.equals("symbol") && !cell.isEmpty()) {
          own.put(column, Double.parseDouble(cell));
        }
      }
      ownCosts.put(table.cell(row, "symbol"), own);
    }
  }

  private double basisPoints(String symbol, String column) {
    return ownCosts.getOrDefault(symbol, Map.of()).getOrDefault(column, run.number(column, 0));
  }

  private double orderCostRate(String symbol) {
    return (basisPoints(symbol, "commission_bps")
            + basisPoints(symbol, "spread_bps") / 2
            + basisPoints(symbol, "slippage_bps"))
        / 1e4;
  }

  /** Compares every bar. */
  void check() {
    checkOrderOfOrders();
    for (int bar = 0; bar < files.equity().size(); bar++) {
      EquityRow row = files.equity().get(bar);
      if (wipedOut) {
        assertEquals(new EquityRow(row.timestamp(), 0, 0, 0, 0, 0), row, this::where);
        assertEquals(List.of(), ordersAt(row), this::where);
        assertEquals(Map.of(), positionsAt(row), this::where);
      } else {
        checkBar(row, bar == 0 ? 0 : carry(files.equity().get(bar - 1), row));
      }
    }
    assertEquals(costs, writtenCosts, TOLERANCE * scale, this::where);
  }

  boolean wipedOut() {
    return wipedOut;
  }

  private void checkOrderOfOrders() {
    for (int i = 1; i < files.orders().size(); i++) {
      OrderRow before = files.orders().get(i - 1);
      OrderRow order = files.orders().get(i);
      int byTime = before.timestamp().compareTo(order.timestamp());
      int bySymbol = before.symbol().compareTo(order.symbol());
      assertTrue(byTime < 0 || (byTime == 0 && bySymbol <= 0), () -> where() + order);
    }
  }

  private double carry(EquityRow before, EquityRow row) {
    double borrow = run.number("borrow_bps_per_year", 0) / 1e4 / barsPerYear;
    double financing = run.number("financing_bps_per_year", 0) / 1e4 / barsPerYear;
    double ofCash = financing * Math.max(0, -before.cash());
    if (ownCosts.values().stream().noneMatch(own -> own.containsKey("borrow_bps_per_year"))) {
      return borrow * -before.shortValue() + ofCash;
    }
    // The files do not tell the value of each short at each bar, but the rates that it can have.
    double most = borrow;
    double least = borrow;
    for (String symbol : ownCosts.keySet()) {
      double own = basisPoints(symbol, "borrow_bps_per_year") / 1e4 / barsPerYear;
      most = Math.max(most, own);
      least = Math.min(least, own);
    }
    double written = row.cost();
    for (OrderRow order : ordersAt(row)) {
      written -= order.cost();
    }
    double tolerance = TOLERANCE * scale;
    assertTrue(written <= most * -before.shortValue() + ofCash + tolerance, () -> where() + row);
    assertTrue(written >= least * -before.shortValue() + ofCash - tolerance, () -> where() + row);
    return written;
  }

  private void checkBar(EquityRow row, double carry) {
    scale = Math.max(scale, Math.max(Math.abs(row.cash()), row.longValue() - row.shortValue()));
    assertTrue(row.shortValue() <= 0 && 0 <= row.longValue(), () -> where() + row);
    assertMoney(row.cash() + row.longValue() + row.shortValue(), row.equity(), row);
    wipedOut = row.equity() == 0;
    cash -= carry;
    double cost = carry;
    Map<String, Integer> fills = new TreeMap<>();
    for (OrderRow order : ordersAt(row)) {
      replay(order);
      cost += order.cost();
      fills.merge(order.symbol(), 1, Integer::sum);
    }
    assertMoney(cost, row.cost(), row);
    costs += cost;
    writtenCosts += row.cost();
    fills.forEach((symbol, count) -> assertTrue(count <= (wipedOut ? 2 : 1), () -> where() + row));
    if (wipedOut) {
      assertTrue(cash <= TOLERANCE * scale, () -> where() + cash + " written off at " + row);
      assertTrue(files.orders().isEmpty() || !fills.isEmpty(), () -> where() + row);
      assertEquals(Map.of(), positionsAt(row), () -> where() + row);
      held.forEach((symbol, quantity) -> assertQuantity(symbol, 0, row));
    } else {
      assertMoney(cash, row.cash(), row);
      checkPositions(row, !fills.isEmpty());
    }
  }

  private void replay(OrderRow order) {
    double sign = order.side().equals("BUY") ? 1 : -1;
    assertTrue(order.quantity() > 0 && order.price() >= 0, () -> where() + order);
    double notional = order.quantity() * order.price();
    assertEquals(notional, order.notional(), TOLERANCE * notional, () -> where() + order);
    boolean closedByWipeOut = wipedOut && order.cost() == 0;
    if (!closedByWipeOut) {
      double cost = notional * orderCostRate(order.symbol());
      boolean withImpact = run.number("market_impact_bps", 0) > 0 && order.cost() > cost;
      assertEquals(
          withImpact ? order.cost() : cost, order.cost(), TOLERANCE * cost, () -> where() + order);
    }
    cash -= sign * order.notional() + order.cost();
    double quantity = held.merge(order.symbol(), sign * order.quantity(), Double::sum);
    double most = Math.max(order.quantity(), Math.abs(quantity));
    mostHeld.merge(order.symbol(), most, Math::max);
  }

  private void checkPositions(EquityRow row, boolean traded) {
    Map<String, PositionRow> rows = positionsAt(row);
    if (!traded && rows.isEmpty()) {
      return;
    }
    double longValue = 0;
    double shortValue = 0;
    for (PositionRow position : rows.values()) {
      assertTrue(position.quantity() != 0, () -> where() + position);
      longValue += Math.max(0, position.weight() * row.equity());
      shortValue += Math.min(0, position.weight() * row.equity());
    }
    assertMoney(longValue, row.longValue(), row);
    assertMoney(shortValue, row.shortValue(), row);
    for (String symbol : held.keySet()) {
      PositionRow position = rows.get(symbol);
      assertQuantity(symbol, position == null ? 0 : position.quantity(), row);
    }
    assertTrue(held.keySet().containsAll(rows.keySet()), () -> where() + row);
  }

  private void assertQuantity(String symbol, double expected, EquityRow row) {
    double tolerance = TOLERANCE * Math.max(1, mostHeld.get(symbol));
    assertEquals(expected, held.get(symbol), tolerance, () -> where() + symbol + " at " + row);
  }

  private void assertMoney(double expected, double actual, EquityRow row) {
    assertEquals(expected, actual, TOLERANCE * scale, () -> where() + row);
  }

  private List<OrderRow> ordersAt(EquityRow row) {
    return files.orders().stream()
        .filter(order -> order.timestamp().equals(row.timestamp()))
        .toList();
  }

  private Map<String, PositionRow> positionsAt(EquityRow row) {
    Map<String, PositionRow> rows = new TreeMap<>();
    files.positions().stream()
        .filter(position -> position.timestamp().equals(row.timestamp()))
        .forEach(position -> assertEquals(null, rows.put(position.symbol(), position)));
    return rows;
  }

  private String where() {
    return run + ": ";
  }
}
