package org.backtestrunner.orchestrator.config.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;

/** What is to be run. */
public final class RunSetKeys extends KeyGroup {
  /** The keys of each item of {@code runs}. */
  public static final RunKeys RUN = new RunKeys();

  /** The keys of {@code grid} that are no parameters. */
  public static final GridKeys GRID = new GridKeys();

  private static final int MOST_RUNS = 1_000_000;

  private final Key<ConfigNode> seed =
      parameter("seed")
          .otherwise("the parameter's own")
          .says("The seed of every run that sets none itself.");

  private final Key<ConfigNode> baseArgs =
      parameters("base_args").says("Parameters that all runs share.");

  private final Key<ConfigNode> runs =
      part(
              "runs",
              "list of runs",
              SchemaNode.ofTypes("array", "null").with("items", KeyGroup.schema(RUN.keys())))
          .says("Single runs, executed in this order. A config has runs, a grid, or both.");

  private final Key<ConfigNode> grid =
      part("grid", "lists of values", SchemaNode.reference("#/definitions/grid"))
          .says(
              "Values of parameters, all combinations of which are run, the last parameter changing"
                  + " fastest; less what `where` leaves out.");

  private final Key<Integer> maxRuns =
      whole("max_runs", 1, MOST_RUNS)
          .standard(10_000)
          .option("--max-runs", "N")
          .says("How many runs the batch may have.");

  public RunSetKeys() {
    super("Runs");
  }

  /** All of it, every run of which has the parameters it needs; what is wrong is reported. */
  public RunSet read(
      Values values,
      WorkerParameters worker,
      ParameterReader parameters,
      InputPlaces places,
      Problems problems) {
    Section root = values.file();
    int most = values.get(maxRuns);
    Optional<ParameterValue> ownSeed =
        root.find(seed.name())
            .flatMap(
                entry -> parameters.find(root, entry).map(p -> parameters.read(p, root, entry)));
    Optional<Map<String, ParameterValue>> shared =
        root.section(baseArgs.name()).map(parameters::readAll);
    List<RunDeclaration> single = single(root, parameters, problems);
    if (single.size() > most) {
      root.refuse(
          root.find(runs.name()).orElseThrow(),
          single.size() + " runs are more than max_runs (" + most + ")");
    }
    Optional<EffectiveParameters> common =
        shared.map(base -> new RunSet(ownSeed, base, List.of(), Optional.empty()).common(worker));
    Optional<Grid> spanned =
        new GridReader(worker, parameters, common).read(root, single.size(), most);
    refuseNothing(root);
    RunIds.check(single, spanned, problems);
    RunSet all = new RunSet(ownSeed, shared.orElse(Map.of()), single, spanned);
    if (common.isPresent()) {
      check(all, common.get(), root, new RunChecks(places, parameters, problems));
    }
    return all;
  }

  private List<RunDeclaration> single(Section root, ParameterReader parameters, Problems problems) {
    List<RunDeclaration> single = new ArrayList<>();
    List<ConfigNode> items = root.list(runs.name());
    for (int i = 0; i < items.size(); i++) {
      String path = runs.name() + "[" + i + "]";
      if (items.get(i) instanceof Mapping mapping) {
        single.add(RUN.read(mapping, new Section(mapping, path, problems), path, parameters));
      } else {
        root.refuse(
            path, items.get(i).line(), "must be keys with values, not " + items.get(i).kind());
      }
    }
    return single;
  }

  private void refuseNothing(Section root) {
    if (isEmpty(root, runs) && isEmpty(root, grid)) {
      int line = root.find(runs.name()).or(() -> root.find(grid.name())).map(Entry::line).orElse(1);
      root.refuse(runs.name(), line, "neither runs nor grid: there is nothing to run; write one");
    }
  }

  /** Whether there is nothing under the key; a value of a wrong kind counts as something. */
  private static boolean isEmpty(Section root, Key<ConfigNode> key) {
    Optional<ConfigNode> node = root.find(key.name()).map(Entry::value);
    return node.isEmpty()
        || (node.get() instanceof Scalar scalar && scalar.isNull())
        || (node.get() instanceof Mapping mapping && mapping.entries().isEmpty())
        || (node.get() instanceof Sequence sequence && sequence.items().isEmpty());
  }

  private void check(RunSet all, EffectiveParameters common, Section root, RunChecks checks) {
    for (RunDeclaration run : all.single()) {
      checks.check(run.over(common), run.line(), run.path());
    }
    Optional<Grid> spanned = all.grid();
    if (spanned.isPresent()) {
      for (int i = 0; i < spanned.get().size(); i++) {
        checks.check(common.with(spanned.get().overrides(i)), spanned.get());
      }
    } else if (root.find(grid.name()).map(Entry::value).orElse(null) instanceof Mapping refused) {
      checks.checkShared(common.without(refused.entries().stream().map(Entry::key).toList()));
    }
    checks.finish();
  }
}
