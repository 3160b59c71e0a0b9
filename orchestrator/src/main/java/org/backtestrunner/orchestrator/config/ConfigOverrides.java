package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line says about a batch; each stands above the config's own key.
 *
 * @param outputRoot where batch outputs go; a relative path starts at the working directory
 * @param maxWorkers at least 1
 * @param serial one run at a time
 * @param failFast the first failure ends the batch
 * @param timeLimit of one attempt of a run
 * @param retries further attempts of a run, at least 0
 * @param cacheDirectory where to keep what later batches can use; a relative path starts at the
 *     working directory
 * @param noCache keep and use nothing
 */
public record ConfigOverrides(
    Optional<Path> outputRoot,
    OptionalInt maxWorkers,
    boolean serial,
    boolean failFast,
    Optional<Duration> timeLimit,
    OptionalInt retries,
    Optional<Path> cacheDirectory,
    boolean noCache) {

  public ConfigOverrides {
    if (maxWorkers.isPresent() && (serial || maxWorkers.getAsInt() < 1)) {
      throw new IllegalArgumentException("maxWorkers " + maxWorkers + ", serial " + serial);
    }
  }

  /** The config as it is. */
  public static ConfigOverrides none() {
    return new ConfigOverrides(
        Optional.empty(),
        OptionalInt.empty(),
        false,
        false,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        false);
  }
}
