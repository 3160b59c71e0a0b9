package org.backtestrunner.orchestrator.config.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;

/**
 * What is to be run: single runs and a grid, over parameters that all of them share.
 *
 * @param seed the config's own {@code seed}, which every run inherits unless it sets one
 * @param baseArgs parameters of all runs, by name
 * @param single in written order
 */
public record RunSet(
    Optional<ParameterValue> seed,
    Map<String, ParameterValue> baseArgs,
    List<RunDeclaration> single,
    Optional<Grid> grid) {

  public RunSet {
    baseArgs = Collections.unmodifiableMap(new LinkedHashMap<>(baseArgs));
    single = List.copyOf(single);
  }

  /** What all runs share: the defaults, above them the config's seed, above it the base args. */
  public EffectiveParameters common(WorkerParameters worker) {
    return EffectiveParameters.defaults(worker)
        .with(seed.map(value -> Map.of("seed", value)).orElse(Map.of()))
        .with(baseArgs);
  }
}
