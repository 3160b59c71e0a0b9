package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What may be kept from one batch for the next: inputs in a form that is fast to read, and class
 * data of the worker. No result depends on it.
 *
 * @param enabled whether anything is kept or used
 * @param directory where; absolute; absent: the user's own cache directory
 * @param bound how much may be kept
 */
public record CachePolicy(boolean enabled, Optional<Path> directory, MemorySize bound) {
  private static final int DEFAULT_BOUND_MEBIBYTES = 10 << 10;

  public static final MemorySize DEFAULT_BOUND = new MemorySize(DEFAULT_BOUND_MEBIBYTES);

  /** In the user's own directory, with the usual bound. */
  public static CachePolicy standard() {
    return new CachePolicy(true, Optional.empty(), DEFAULT_BOUND);
  }
}
