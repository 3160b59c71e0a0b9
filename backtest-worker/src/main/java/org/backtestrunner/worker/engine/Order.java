package org.backtestrunner.worker.engine;

/**
 * One fill.
 *
 * @param bar its place in the calendar, from 0
 * @param symbol number in the universe
 * @param quantity signed: positive for a purchase; never 0
 * @param price account currency a unit, >= 0
 * @param cost account currency, >= 0
 */
public record Order(int bar, int symbol, double quantity, double price, double cost) {

  /** The absolute traded value. */
  public double notional() {
    return Math.abs(quantity) * price;
  }
}
