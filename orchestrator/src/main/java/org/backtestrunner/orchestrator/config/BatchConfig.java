package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigSource;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.run.Grid;
import org.backtestrunner.orchestrator.config.run.RunDeclaration;

/**
 * A batch as the user described it, all of it valid: every run that follows from it has the
 * parameters it needs, each in range, and the input files exist.
 *
 * @param source the config file
 * @param worker the parameters of the worker jar that will run it
 * @param workingDirectory where relative paths start; absolute
 * @param description empty where there is none
 * @param outputRoot absolute
 * @param seed the config's own {@code seed}, which every run inherits unless it sets one
 * @param maxWorkers how many worker JVMs run at once, at least 1
 * @param attempts how long a run may take and how often it is tried
 * @param circuitBreaker whether the batch ends when all first runs fail alike
 * @param workerMemory the heap limit of each worker; absent: the JVM's own choice
 * @param workerJvmArguments arguments of each worker's JVM; they come last and so win over ours
 * @param cache what may be kept for later batches
 * @param maxRuns how many runs the batch may have
 * @param baseArgs parameters of all runs, by name
 * @param runs single runs, in written order
 */
public record BatchConfig(
    ConfigSource source,
    WorkerParameters worker,
    Path workingDirectory,
    String batchName,
    String description,
    Path outputRoot,
    Optional<ParameterValue> seed,
    int maxWorkers,
    boolean failFast,
    AttemptPolicy attempts,
    boolean circuitBreaker,
    Optional<MemorySize> workerMemory,
    List<String> workerJvmArguments,
    CachePolicy cache,
    int maxRuns,
    Map<String, ParameterValue> baseArgs,
    List<RunDeclaration> runs,
    Optional<Grid> grid) {

  public BatchConfig {
    baseArgs = Collections.unmodifiableMap(new LinkedHashMap<>(baseArgs));
    workerJvmArguments = List.copyOf(workerJvmArguments);
    runs = List.copyOf(runs);
  }

  /** What all runs share: the defaults, above them the config's seed, above it the base args. */
  public EffectiveParameters common() {
    return common(worker, seed, baseArgs);
  }

  static EffectiveParameters common(
      WorkerParameters worker,
      Optional<ParameterValue> seed,
      Map<String, ParameterValue> baseArgs) {
    return EffectiveParameters.defaults(worker)
        .with(seed.map(value -> Map.of("seed", value)).orElse(Map.of()))
        .with(baseArgs);
  }
}
