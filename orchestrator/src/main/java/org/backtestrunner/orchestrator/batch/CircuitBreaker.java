package org.backtestrunner.orchestrator.batch;

import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.RunResult;

/**
 * Notices that the first runs of a batch all fail in the same way, which is hardly the fault of
 * each of them. Thread-safe.
 */
final class CircuitBreaker {
  private static final int LEAST_RUNS = 5;

  private final int runs;
  private int alike;
  private Optional<String> common = Optional.empty();
  private boolean open;

  /**
   * @param enabled whether it is to notice anything
   * @param slots how many runs are under way at once: so many may fail before the first is known
   */
  CircuitBreaker(boolean enabled, int slots) {
    this.runs = Math.max(LEAST_RUNS, slots);
    this.open = !enabled;
  }

  /** Takes the next result; true exactly once, where it is the last of so many alike. */
  synchronized boolean trips(RunResult result) {
    if (open) {
      return false;
    }
    Optional<String> failure = result.failure().map(f -> f.cause().label() + ": " + f.error());
    if (failure.isEmpty() || (common.isPresent() && !common.equals(failure))) {
      open = true;
      return false;
    }
    common = failure;
    alike++;
    open = alike == runs;
    return open;
  }

  /** The number of runs that have to fail alike. */
  int runs() {
    return runs;
  }
}
