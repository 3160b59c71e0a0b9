package org.backtestrunner.orchestrator.ledger;

import java.util.Objects;
import java.util.Optional;

/**
 * A trial as a batch has seen it.
 *
 * @param sharpe per period, not annualised
 * @param returns how many it is of
 * @param data 16 hexadecimal digits of the content of the prices; empty where there is no file of
 *     them
 * @param run the id of the run, or of the walk-forward
 * @param strategy absent of a walk-forward
 */
public record Trial(
    TrialKey key,
    double sharpe,
    int returns,
    Optional<String> data,
    String batch,
    String run,
    Optional<String> strategy) {

  public Trial {
    Objects.requireNonNull(key, "key");
    if (!Double.isFinite(sharpe)) {
      throw new IllegalArgumentException("A trial has a Sharpe ratio, not " + sharpe);
    }
  }
}
