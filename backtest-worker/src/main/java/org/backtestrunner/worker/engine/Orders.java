package org.backtestrunner.worker.engine;

import java.util.ArrayList;
import java.util.List;

/** The fills of a run in the order of events. */
final class Orders {
  private final boolean kept;
  private final List<Order> all = new ArrayList<>();
  private int size;
  private int firstBar;

  /**
   * @param kept whether anybody wants more than their number
   */
  Orders(boolean kept) {
    this.kept = kept;
  }

  void add(int bar, int symbol, double signedQuantity, double price, double cost) {
    if (size == 0) {
      firstBar = bar;
    }
    size++;
    if (kept) {
      all.add(new Order(bar, symbol, signedQuantity, price, cost));
    }
  }

  int size() {
    return size;
  }

  /** The bar of the first fill, where there is one. */
  int firstBar() {
    return firstBar;
  }

  /**
   * Sorts the fills since {@code from}, all of one bar, by symbol; two of one symbol keep their
   * order.
   */
  void sortBySymbol(int from) {
    for (int i = from + 1; i < all.size(); i++) {
      if (all.get(i).symbol() < all.get(i - 1).symbol()) {
        all.subList(from, all.size()).sort(new BySymbol());
        return;
      }
    }
  }

  /** Empty where they are not kept. */
  List<Order> all() {
    return all;
  }

  // A class and not a lambda: the first lambda of a JVM costs more than a small run's simulation.
  private static final class BySymbol implements java.util.Comparator<Order> {
    @Override
    public int compare(Order a, Order b) {
      return Integer.compare(a.symbol(), b.symbol());
    }
  }
}
