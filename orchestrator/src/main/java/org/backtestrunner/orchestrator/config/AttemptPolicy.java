package org.backtestrunner.orchestrator.config;

import java.time.Duration;
import java.util.Optional;

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

  public static final Duration DEFAULT_BACKOFF = Duration.ofSeconds(1);

  /** More would be a mistake. */
  public static final int MOST_RETRIES = 100;

  /** The pause before a retry, without jitter; the first retry is 1. */
  public Duration backoffBefore(int retry) {
    Duration pause = backoff;
    for (int i = 1; i < retry && pause.compareTo(LONGEST_BACKOFF) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(LONGEST_BACKOFF) < 0 ? pause : LONGEST_BACKOFF;
  }

  AttemptPolicy overriddenBy(ConfigOverrides overrides) {
    return new AttemptPolicy(
        overrides.timeLimit().or(() -> timeLimit),
        overrides.retries().orElse(retries),
        backoff,
        retryTimeouts);
  }
}
