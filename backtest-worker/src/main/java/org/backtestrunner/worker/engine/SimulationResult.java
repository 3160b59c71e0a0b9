package org.backtestrunner.worker.engine;

import java.util.List;

/**
 * What a simulation leaves.
 *
 * @param outputs which of orders and positions are there
 * @param equityCurve one point a bar
 * @param orderCount also of orders that are not there
 * @param orders by bar, then symbol
 * @param positions by bar, then symbol; for bars with an order or a decision becoming due
 */
public record SimulationResult(
    Outputs outputs,
    List<EquityPoint> equityCurve,
    int orderCount,
    List<Order> orders,
    List<Position> positions) {

  public SimulationResult {
    equityCurve = List.copyOf(equityCurve);
    orders = List.copyOf(orders);
    positions = List.copyOf(positions);
  }
}
