package org.backtestrunner.orchestrator.batch;

import java.util.OptionalInt;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.report.BatchSummary;

/**
 * How {@code batch_backtest} ends. A signal's code, 128 and its number, is no member of its own.
 */
public enum ExitCode {
  SUCCESS(0),
  SOME_FAILED(1),
  USAGE(2),
  FAILED_FAST(3),
  ENVIRONMENT(4),
  HELD(5),
  BUG(70);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * The exit code of a batch that has ended.
   *
   * @param signal the exit code of the signal that ended it, if one did
   */
  static int of(BatchSummary summary, OptionalInt signal) {
    if (signal.isPresent()) {
      return signal.getAsInt();
    }
    boolean failedFast =
        summary.results().stream()
            .flatMap(result -> result.failure().stream())
            .anyMatch(failure -> failure.cause() == Cause.FAIL_FAST);
    if (failedFast) {
      return FAILED_FAST.code;
    }
    boolean allSucceeded = summary.counts().get(Status.SUCCESS) == summary.results().size();
    return allSucceeded ? SUCCESS.code : SOME_FAILED.code;
  }
}
