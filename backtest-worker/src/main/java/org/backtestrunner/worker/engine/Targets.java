package org.backtestrunner.worker.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Target quantities on their way to being filled: decided, then due, then filled once a symbol.
 *
 * <p>A decision that becomes due replaces everything that earlier ones have left unfilled; one that
 * is not yet due is never replaced.
 */
final class Targets {
  private final Deque<Decision> decided = new ArrayDeque<>();
  private double[] quantity;
  private final boolean[] open;
  private int openCount;

  private record Decision(int dueBar, double[] quantity) {}

  Targets(int symbols) {
    this.quantity = new double[symbols];
    this.open = new boolean[symbols];
  }

  /** Takes a decision; bars are given in order. */
  void decide(int dueBar, double[] targetQuantity) {
    decided.add(new Decision(dueBar, targetQuantity));
  }

  /** Makes the decision of this bar the one to be filled, if there is one. */
  boolean becomeDue(int bar) {
    if (decided.isEmpty() || decided.peek().dueBar() != bar) {
      return false;
    }
    quantity = decided.poll().quantity();
    Arrays.fill(open, true);
    openCount = open.length;
    return true;
  }

  /** Whether any symbol has a due target that waits for a price. */
  boolean isAnyOpen() {
    return openCount > 0;
  }

  /** Whether the symbol has a due target that waits for a price. */
  boolean isOpen(int symbol) {
    return open[symbol];
  }

  double quantity(int symbol) {
    return quantity[symbol];
  }

  /** Takes the symbol's target as filled or dropped: it waits no more. */
  void settle(int symbol) {
    if (open[symbol]) {
      open[symbol] = false;
      openCount--;
    }
  }

  /** Forgets everything, due or not. */
  void clear() {
    decided.clear();
    Arrays.fill(open, false);
    openCount = 0;
  }
}
