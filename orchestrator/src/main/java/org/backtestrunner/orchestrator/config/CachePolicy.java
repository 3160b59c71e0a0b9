package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.MemorySize;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.source.SourceCompiler;

/**
 * What may be kept from one batch for the next: inputs in a form that is fast to read, and class
 * data of the worker. No result depends on it.
 *
 * @param enabled whether anything is kept or used
 * @param directory where; absolute; absent: the user's own cache directory
 * @param bound how much may be kept
 */
public record CachePolicy(boolean enabled, Optional<Path> directory, MemorySize bound) {
  private static final int STANDARD_BOUND_MEBIBYTES = 10 << 10;

  /** The same for what is made of the user's sources, before the rest of a config is read. */
  SourceCompiler.Keeping keeping() {
    return new SourceCompiler.Keeping(enabled, directory, (long) bound.mebibytes() << 20);
  }

  static final class Keys extends KeyGroup {
    private final Key<Boolean> enabled =
        onOff("cache")
            .standard(true)
            .shortcut(
                "--no-cache",
                "off",
                "prepare and keep nothing: every run reads its input files itself")
            .says(
                "Whether prepared inputs are used and kept for later batches."
                    + " Without them every run reads its input files itself.");

    private final Key<Path> directory =
        path("cache_dir")
            .otherwise("the user's own cache")
            .option("--cache-dir", "DIR")
            .says("Where prepared inputs are kept for later batches.");

    private final Key<MemorySize> bound =
        memory("cache_size")
            .standard(new MemorySize(STANDARD_BOUND_MEBIBYTES))
            .says("How much the cache may hold.");

    Keys() {
      super("Cache");
    }

    CachePolicy read(Values values, Path workingDirectory) {
      return new CachePolicy(
          values.get(enabled),
          values.find(directory).map(workingDirectory::resolve),
          values.get(bound));
    }
  }
}
