package org.backtestrunner.orchestrator.launch.contract;

import java.util.Locale;

/** How a run ended, as manifests, summaries and the orchestrator's exit code count it. */
public enum Status {
  /** The worker ended by itself with code 0, and its results are readable. */
  SUCCESS,
  /** The worker ended, and there is no result to use. */
  FAILED,
  /** The worker was ended because its time was up. */
  TIMEOUT,
  /** The run was never started, or was stopped together with its batch. */
  SKIPPED;

  /** The lower-case name that stands in JSON and CSV. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
