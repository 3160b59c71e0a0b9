package org.backtestrunner.orchestrator.harvest.metric;

/**
 * What a run's orders tell its metrics.
 *
 * @param orders number of fills
 * @param notional sum of abs(quantity x price) over all of them, in account currency, finite
 */
public record Trading(int orders, double notional) {

  public Trading {
    if (orders < 0) {
      throw new IllegalArgumentException("The number of orders cannot be " + orders);
    }
    if (!(notional >= 0 && Double.isFinite(notional))) {
      throw new IllegalArgumentException(
          "Traded notional must not be negative or infinite, but is " + notional);
    }
  }
}
