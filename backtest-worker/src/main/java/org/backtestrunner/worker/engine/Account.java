package org.backtestrunner.worker.engine;

import java.util.Arrays;

/**
 * Cash and positions, and the rules by which trades and time change them (docs/engine.md, section
 * 4).
 */
final class Account {
  private static final double QUANTITY_ROUNDING = 1e-9;

  private final Costs costs;
  private final double[] quantity;

  /** Symbols with a position, ascending; valid unless {@code heldChanged}. */
  private int[] held = {};

  private boolean heldChanged;
  private final Orders orders;

  private double cash;
  private double longValue;
  private double shortValue;

  /** What the shorts cost at the next bar. */
  private double borrow;

  private double barCost;

  Account(double startCapital, Costs costs, int symbols, Orders orders) {
    this.costs = costs;
    this.quantity = new double[symbols];
    this.orders = orders;
    this.cash = startCapital;
  }

  double cash() {
    return cash;
  }

  double longValue() {
    return longValue;
  }

  /** At most 0. */
  double shortValue() {
    return shortValue;
  }

  double equity() {
    return cash + longValue + shortValue;
  }

  /** Order costs and carry of the current bar. */
  double barCost() {
    return barCost;
  }

  double quantity(int symbol) {
    return quantity[symbol];
  }

  /** The symbols with a position, ascending; shared, not to be changed. */
  int[] held() {
    if (heldChanged) {
      int count = 0;
      int[] all = new int[quantity.length];
      for (int s = 0; s < quantity.length; s++) {
        if (quantity[s] != 0) {
          all[count++] = s;
        }
      }
      held = Arrays.copyOf(all, count);
      heldChanged = false;
    }
    return held;
  }

  private void setQuantity(int symbol, double newQuantity) {
    heldChanged |= (quantity[symbol] == 0) != (newQuantity == 0);
    quantity[symbol] = newQuantity;
  }

  void beginBar() {
    barCost = 0;
  }

  /** Charges borrow and financing on shorts and negative cash of the previous close. */
  void carry() {
    double carry = borrow + costs.financing(cash);
    cash -= carry;
    barCost += carry;
  }

  /** Trades to the target quantity, unless it differs from what is held by rounding alone. */
  void tradeTo(int bar, int symbol, double target, double price, Market market) {
    double held = quantity[symbol];
    double traded = target - held;
    double scale = Math.max(1, Math.max(Math.abs(target), Math.abs(held)));
    if (Math.abs(traded) > QUANTITY_ROUNDING * scale) {
      book(bar, symbol, traded, price, costs.ofFill(symbol, Math.abs(traded) * price, market));
      setQuantity(symbol, target);
    }
  }

  /** Closes a position that no market takes, at cost and however small it is. */
  void close(int bar, int symbol, double price) {
    double held = quantity[symbol];
    book(bar, symbol, -held, price, costs.ofForcedExit(symbol, Math.abs(held) * price));
    setQuantity(symbol, 0);
  }

  /** Pays for a trade; the position is the caller's, exact to the last digit. */
  private void book(int bar, int symbol, double traded, double price, double cost) {
    cash -= traded * price;
    cash -= cost;
    barCost += cost;
    orders.add(bar, symbol, traded, price, cost);
  }

  /** Values the positions at the last known closes. */
  void mark(Market market) {
    longValue = 0;
    shortValue = 0;
    borrow = 0;
    for (int s : held()) {
      double value = quantity[s] * market.lastClose(s);
      if (quantity[s] > 0) {
        longValue += value;
      } else {
        shortValue += value;
        if (!costs.isBorrowUniform()) {
          borrow += costs.borrow(s, value);
        }
      }
    }
    if (costs.isBorrowUniform()) {
      borrow = costs.borrow(shortValue);
    }
  }

  /** Closes everything at no cost and writes the rest off: the account is empty from here on. */
  void wipeOut(int bar, Market market) {
    for (int s : held()) {
      orders.add(bar, s, -quantity[s], market.lastClose(s), 0);
      setQuantity(s, 0);
    }
    cash = 0;
    longValue = 0;
    shortValue = 0;
    borrow = 0;
  }
}
