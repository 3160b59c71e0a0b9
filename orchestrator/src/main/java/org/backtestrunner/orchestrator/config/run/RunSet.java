package org.backtestrunner.orchestrator.config.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;

/**
 * What is to be run: single runs and grids, over parameters that all of them share.
 *
 * @param seed the config's own {@code seed}, which every run inherits unless it sets one
 * @param baseArgs parameters of all runs, by name, those that the command line sets among them
 * @param settings what the command line sets, as texts by key
 * @param single in written order: those of the config, then those of its file of runs
 * @param runsFile the file of runs, if there is one
 * @param grids in written order
 */
public record RunSet(
    Optional<ParameterValue> seed,
    Map<String, ParameterValue> baseArgs,
    Map<String, String> settings,
    List<RunDeclaration> single,
    Optional<RunsFile> runsFile,
    List<Grid> grids) {

  public RunSet {
    baseArgs = Collections.unmodifiableMap(new LinkedHashMap<>(baseArgs));
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    single = List.copyOf(single);
    grids = List.copyOf(grids);
  }

  /** What all runs share: the defaults, above them the config's seed, above it the base args. */
  public EffectiveParameters common(WorkerParameters worker) {
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

  /** The grid without a name. */
  public Optional<Grid> grid() {
    return grids.stream().filter(grid -> grid.source().equals(Grid.UNNAMED)).findFirst();
  }

  /** The number of runs. */
  public int size() {
    return single.size() + grids.stream().mapToInt(Grid::size).sum();
  }

  /** How many runs set a parameter themselves. */
  public int settingThemselves(String parameter) {
    long ofGrids =
        grids.stream()
            .mapToLong(
                grid ->
                    IntStream.range(0, grid.size())
                        .filter(i -> grid.overrides(i).containsKey(parameter))
                        .count())
            .sum();
    return (int) (single.stream().filter(run -> run.sets(parameter)).count() + ofGrids);
  }
}
