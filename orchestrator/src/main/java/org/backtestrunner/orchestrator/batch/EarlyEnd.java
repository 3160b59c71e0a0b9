package org.backtestrunner.orchestrator.batch;

import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.cache.Notices;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;

/** Ends a batch before its runs do, where the result of one asks for it. Thread-safe. */
final class EarlyEnd {
  private final boolean failFast;
  private final CircuitBreaker circuitBreaker;
  private final StopSignal stop;
  private final Notices notices;

  EarlyEnd(BatchConfig config, int workersAtOnce, StopSignal stop, Notices notices) {
    this.failFast = config.execution().failFast();
    this.circuitBreaker = new CircuitBreaker(config.execution().circuitBreaker(), workersAtOnce);
    this.stop = stop;
    this.notices = notices;
  }

  /** Takes a run that was not started for its inputs, which says nothing about runs with others. */
  void considerRefused() {
    if (failFast) {
      stop.trigger(Cause.FAIL_FAST);
    }
  }

  /** Takes the result of a run that was executed now. */
  void consider(RunResult result) {
    boolean failed = result.status() == Status.FAILED || result.status() == Status.TIMEOUT;
    if (failed && failFast) {
      stop.trigger(Cause.FAIL_FAST);
    }
    if (circuitBreaker.trips(result) && stop.trigger(Cause.FAIL_FAST)) {
      notices.say(
          ("The first %d runs all failed alike, so a common fault is likely, and the batch stops"
                  + " (circuit_breaker: off disables this): %s")
              .formatted(circuitBreaker.runs(), result.failure().orElseThrow().error()));
    }
  }
}
