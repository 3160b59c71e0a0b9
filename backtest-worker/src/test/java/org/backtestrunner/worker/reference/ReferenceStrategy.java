package org.backtestrunner.worker.reference;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a run wants to hold. */
interface ReferenceStrategy {
  /**
   * The weights that a decision at the close of a bar gives, times the gross exposure already;
   * empty where nothing is decided at that bar or the rebalance is skipped.
   *
   * @param bar index into the bars of the run
   */
  Optional<Map<String, Double>> weights(int bar, Instant time);
}
