package org.backtestrunner.orchestrator.launch.contract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a run did not succeed. Each cause belongs to exactly one {@link Status}. */
public enum Cause {
  /** The worker refused its options. */
  USAGE(Status.FAILED),
  /** The worker refused its data. */
  BAD_DATA(Status.FAILED),
  /** The worker failed in a way it does not know. */
  WORKER_BUG(Status.FAILED),
  /** A strategy or factor of the user's has failed, or has decided what cannot be. */
  STRATEGY_ERROR(Status.FAILED),
  /** The user's own program did not start, or ended with a code of its own. */
  PROGRAM_ERROR(Status.FAILED),
  /** The Java virtual machine did not start, or crashed. */
  JVM(Status.FAILED),
  /** The worker's heap was exhausted. */
  OUT_OF_MEMORY(Status.FAILED),
  /** A signal from outside ended the worker; often the kernel, short of memory. */
  KILLED(Status.FAILED),
  /** The computer that executed it broke down, or was taken away. */
  NODE(Status.FAILED),
  /** The worker had to be ended because its time was up. */
  TIMEOUT(Status.TIMEOUT),
  /** The worker ended with code 0 and left no results. */
  NO_OUTPUT(Status.FAILED),
  /** The worker ended with code 0 and left results that cannot be read. */
  INVALID_OUTPUT(Status.FAILED),
  /** Another run failed, and the batch was to end with the first failure. */
  FAIL_FAST(Status.SKIPPED),
  /** Somebody ended the whole batch. */
  INTERRUPTED(Status.SKIPPED),
  /** The command line wanted other runs of the batch. */
  NOT_SELECTED(Status.SKIPPED);

  private final Status status;

  Cause(Status status) {
    this.status = status;
  }

  /** The status of every run with this cause. */
  public Status status() {
    return status;
  }

  /** The lower-case name that stands in JSON and CSV. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The cause of that lower-case name. */
  public static Optional<Cause> find(String label) {
    return List.of(values()).stream().filter(cause -> cause.label().equals(label)).findFirst();
  }
}
