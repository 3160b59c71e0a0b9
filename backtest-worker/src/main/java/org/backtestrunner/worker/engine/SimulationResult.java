package org.backtestrunner.worker.engine;

import java.util.List;

/**
 * What a simulation leaves.
 *
 * @param equityCurve one point a bar
 * @param orders by bar, then symbol
 * @param positions by bar, then symbol; for bars with an order or a decision becoming due
 */
public record SimulationResult(
    List<EquityPoint> equityCurve, List<Order> orders, List<Position> positions) {

  public SimulationResult {
    equityCurve = List.copyOf(equityCurve);
    orders = List.copyOf(orders);
    positions = List.copyOf(positions);
  }
}
