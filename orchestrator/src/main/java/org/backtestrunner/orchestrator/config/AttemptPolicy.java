package org.backtestrunner.orchestrator.config;

import java.time.Duration;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.Values;

/**
 * How long a worker may take, and how often a run is tried.
 *
 * @param timeLimit of one attempt; absent: none
 * @param retries further attempts after one that failed for a reason that may pass
 * @param backoff pause before the first retry; doubled for each further one
 * @param retryTimeouts whether an attempt that took too long is worth another
 */
public record AttemptPolicy(
    Optional<Duration> timeLimit, int retries, Duration backoff, boolean retryTimeouts) {

  /** No pause is longer. */
  public static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);

  /** The pause before a retry, without jitter; the first retry is 1. */
  public Duration backoffBefore(int retry) {
    Duration pause = backoff;
    for (int i = 1; i < retry && pause.compareTo(LONGEST_BACKOFF) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(LONGEST_BACKOFF) < 0 ? pause : LONGEST_BACKOFF;
  }

  static final class Keys extends KeyGroup {
    private final Key<Duration> timeLimit =
        duration("timeout_per_run")
            .otherwise("no limit")
            .option("--timeout-per-run", "D")
            .says(
                "How long a run may take: 90s, 5m, 1h or plain seconds."
                    + " One that takes longer is asked to end, and killed two seconds later.");

    private final Key<Integer> retries =
        whole("retries", 0, 100)
            .standard(0)
            .option("--retries", "N")
            .says(
                "Further attempts of a run after a failure that may pass."
                    + " A run that was killed or whose JVM crashed is tried again; one that ran out"
                    + " of memory once more, with half as much heap again; a mistake in parameters"
                    + " or data never.");

    private final Key<Duration> backoff =
        duration("retry_backoff")
            .standard(Duration.ofSeconds(1))
            .says("The pause before the first retry, doubled for each further one up to a minute.");

    private final Key<Boolean> retryTimeouts =
        flag("retry_timeouts")
            .standard(false)
            .says("Whether a run that took too long is tried again as well.");

    Keys() {
      super("Attempts");
    }

    AttemptPolicy read(Values values) {
      return new AttemptPolicy(
          values.find(timeLimit),
          values.get(retries),
          values.get(backoff),
          values.get(retryTimeouts));
    }
  }
}
