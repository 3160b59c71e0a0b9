package org.backtestrunner.orchestrator.config.source;

import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.Problems;

/** Makes a jar of sources that workers can use, or finds the one made before. */
public interface SourceCompiler {

  /**
   * Where the jar may be kept for later batches.
   *
   * @param enabled whether anywhere
   * @param directory absolute; absent: the user's own cache
   * @param mostBytes how much all of it may take
   */
  record Keeping(boolean enabled, Optional<Path> directory, long mostBytes) {}

  /**
   * Compiles sources, unless that was done before.
   *
   * @param workerJar that they are compiled against
   * @param problems takes everything that is wrong with them
   * @return empty where something is
   */
  Optional<CompiledStrategies> compile(
      StrategySources sources, Path workerJar, Keeping keeping, Problems problems);
}
