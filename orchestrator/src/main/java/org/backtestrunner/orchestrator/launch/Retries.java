package org.backtestrunner.orchestrator.launch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.backtestrunner.orchestrator.config.AttemptPolicy;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;

/** Which failure of a run is worth another attempt, and when. */
record Retries(AttemptPolicy policy) {
  private static final double LEAST_JITTER = 0.75;
  private static final double MOST_JITTER = 1.25;

  /** How many attempts a run has at most. */
  int mostAttempts() {
    return policy.retries() + 1;
  }

  /** Whether the cause of the last of some attempts may be gone at a further one. */
  boolean mayHelp(List<Attempt> attempts) {
    Optional<Cause> last = attempts.get(attempts.size() - 1).cause();
    return last.isPresent() && isTransient(last.get(), attempts);
  }

  /** What is deterministic never passes. */
  private boolean isTransient(Cause cause, List<Attempt> attempts) {
    return switch (cause) {
      case KILLED, JVM, NODE -> true;
      case TIMEOUT -> policy.retryTimeouts();
      // Once, with more memory: a second time more would not be enough either.
      case OUT_OF_MEMORY ->
          attempts.stream().filter(a -> a.cause().equals(Optional.of(cause))).count() == 1;
      case USAGE,
          BAD_DATA,
          WORKER_BUG,
          STRATEGY_ERROR,
          PROGRAM_ERROR,
          NO_OUTPUT,
          INVALID_OUTPUT,
          FAIL_FAST,
          INTERRUPTED,
          NOT_SELECTED ->
          false;
    };
  }

  /**
   * Whether others that its JVM has executed may have to do with a failure. What the run says
   * itself, of its parameters and its data, and its time limit are its own.
   *
   * @param leftResults whether it has written any
   */
  static boolean isDoubtful(RunOutcome outcome, boolean leftResults) {
    if (outcome.runNumber().isEmpty()) {
      return false;
    }
    boolean first = outcome.runNumber().getAsInt() == 1;
    if (outcome.cause().isEmpty()) {
      return !first && !leftResults;
    }
    return switch (outcome.cause().get()) {
      case USAGE, BAD_DATA, STRATEGY_ERROR, TIMEOUT, FAIL_FAST, INTERRUPTED, NOT_SELECTED -> false;
      // What is kept for later runs takes room that the first has not got alone.
      case OUT_OF_MEMORY -> true;
      case JVM, KILLED, NODE, WORKER_BUG, PROGRAM_ERROR, NO_OUTPUT, INVALID_OUTPUT -> !first;
    };
  }

  /** The pause before a retry; runs that failed together do not all come back together. */
  Duration pauseBefore(int retry) {
    double jitter = ThreadLocalRandom.current().nextDouble(LEAST_JITTER, MOST_JITTER);
    return Duration.ofMillis(Math.round(policy.backoffBefore(retry).toMillis() * jitter));
  }
}
