package org.backtestrunner.orchestrator.config.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.grid.GridReader;
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
  /** The key of single runs. */
  public static final String RUNS = "runs";

  /** The key of a file of runs. */
  public static final String RUNS_FILE = "runs_file";

  /** The keys of each item of {@code runs}. */
  public static final RunKeys RUN = new RunKeys();

  private static final int MOST_RUNS = 1_000_000;
  private static final Pattern GRID_NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private final Key<ConfigNode> seed =
      parameter("seed")
          .otherwise("the parameter's own")
          .says("The seed of every run that sets none itself.");

  private final Key<ConfigNode> baseArgs =
      parameters("base_args").says("Parameters that all runs share.");

  private final Key<ConfigNode> runs =
      part(
              RUNS,
              "list of runs",
              SchemaNode.ofTypes("array", "null").with("items", KeyGroup.schema(RUN.keys())))
          .says(
              "Single runs, executed in this order. A config has runs, a runs_file, a grid or grids, or several of these.");

  private final Key<ConfigNode> runsFile =
      part(RUNS_FILE, "path", SchemaNode.ofTypes("string").with("pattern", "\\S"))
          .says(
              "A CSV file with one run a row: columns `id`, `tags` (separated by blanks) and"
                  + " parameters, of which an empty cell sets none.");

  private final Key<ConfigNode> grid =
      part(Grid.UNNAMED, "parameters with values", SchemaNode.reference("#/definitions/grid"))
          .says(
              "Values of parameters, all combinations of which are run, the last parameter changing"
                  + " fastest; less what `where` leaves out, or a `sample` of them.");

  private final Key<ConfigNode> grids =
      part(
              "grids",
              "grids by name",
              SchemaNode.ofTypes("object", "null")
                  .with("propertyNames", new SchemaNode().with("pattern", "^(?!-)[A-Za-z0-9_-]+$"))
                  .with("additionalProperties", SchemaNode.reference("#/definitions/grid")))
          .says("Several grids, the ids of whose runs begin with the grid's name.");

  private final Key<Integer> maxRuns =
      whole("max_runs", 1, MOST_RUNS)
          .standard(10_000)
          .option("--max-runs", "N")
          .says("How many runs the batch may have.");

  public RunSetKeys() {
    super("Runs");
  }

  /**
   * All of it, every run of which has the parameters it needs; what is wrong is reported.
   *
   * @param settable keys beside parameters that the command line may set
   */
  public RunSet read(
      Values values,
      List<String> settable,
      WorkerParameters worker,
      ParameterReader parameters,
      InputPlaces places,
      Problems problems) {
    Section root = values.file();
    Optional<ParameterValue> ownSeed =
        root.find(seed.name())
            .flatMap(
                entry -> parameters.find(root, entry).map(p -> parameters.read(p, root, entry)));
    Settings settings = new Settings(values.settings(), parameters, problems);
    Map<String, ParameterValue> set = settings.read(settable);
    Optional<Map<String, ParameterValue>> shared =
        root.section(baseArgs.name())
            .map(
                section -> {
                  Map<String, ParameterValue> all =
                      new LinkedHashMap<>(parameters.readAll(section));
                  all.putAll(set);
                  return all;
                });
    List<RunDeclaration> single = single(root, parameters, problems);
    Optional<RunsFileReader.Read> rows =
        root.find(runsFile.name())
            .flatMap(entry -> new RunsFileReader(places, parameters, problems).read(root, entry));
    rows.ifPresent(read -> single.addAll(read.runs()));
    Optional<EffectiveParameters> common = shared.map(base -> RunSet.common(worker, ownSeed, base));
    List<Spanned> spanned =
        spanned(root, new GridReader(worker, parameters, places.workingDirectory(), common));
    boolean fits = checkSize(root, single, spanned, values.get(maxRuns));
    refuseNothing(root);
    List<Grid> all =
        fits ? spanned.stream().flatMap(each -> each.grid().stream()).toList() : List.of();
    RunIds.check(single, all, problems);
    RunSet read =
        new RunSet(
            ownSeed,
            shared.orElse(Map.of()),
            values.settings(),
            single,
            rows.map(RunsFileReader.Read::file),
            all);
    if (common.isPresent()) {
      check(read, spanned, common.get(), new RunChecks(places, parameters, problems));
    }
    if (all.size() == spanned.size()) {
      settings.check(read);
    }
    return read;
  }

  /** Where a grid is written, and what it spans if it could be read. */
  private record Spanned(Section above, Entry entry, Optional<Grid> grid) {}

  private List<Spanned> spanned(Section root, GridReader reader) {
    List<Spanned> spanned = new ArrayList<>();
    Optional<Entry> unnamed = root.find(grid.name());
    if (unnamed.isPresent()
        && (!isEmpty(root, grid) || unnamed.get().value() instanceof Sequence)) {
      Entry entry = unnamed.get();
      spanned.add(new Spanned(root, entry, reader.read(root, entry, "")));
    }
    Section named = root.section(grids.name()).orElse(root);
    if (named != root) {
      for (Entry entry : named.entries()) {
        if (!GRID_NAME.matcher(entry.key()).matches() || entry.key().startsWith("-")) {
          named.refuse(
              entry,
              "a name consists of letters, digits, _ and -, and begins with no -, unlike "
                  + Problem.quote(entry.key()));
          spanned.add(new Spanned(named, entry, Optional.empty()));
        } else {
          spanned.add(new Spanned(named, entry, reader.read(named, entry, entry.key())));
        }
      }
    }
    return spanned;
  }

  /** Reports where there are more runs than allowed. */
  private boolean checkSize(
      Section root, List<RunDeclaration> single, List<Spanned> spanned, int most) {
    if (single.size() > most) {
      boolean byFile = root.list(runs.name()).size() <= most;
      root.refuse(
          root.find(byFile ? runsFile.name() : runs.name()).orElseThrow(),
          byFile
              ? tooMany(single.size(), most)
              : single.size() + " runs are more than max_runs (" + most + ")");
      return false;
    }
    long total =
        single.size()
            + spanned.stream().flatMap(each -> each.grid().stream()).mapToLong(Grid::size).sum();
    long counted = single.size();
    for (Spanned each : spanned) {
      counted += each.grid().map(Grid::size).orElse(0);
      if (counted > most) {
        each.above().refuse(each.entry(), tooMany(total, most));
        return false;
      }
    }
    return true;
  }

  private static String tooMany(long runs, int maxRuns) {
    return "the batch would have %d runs, more than max_runs (%d); if that is meant, set max_runs"
        .formatted(runs, maxRuns);
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
    List<Key<ConfigNode>> sources = List.of(runs, runsFile, grid, grids);
    if (sources.stream().allMatch(key -> isEmpty(root, key))) {
      int line =
          sources.stream()
              .flatMap(key -> root.find(key.name()).stream())
              .mapToInt(Entry::line)
              .findFirst()
              .orElse(1);
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

  private static void check(
      RunSet all, List<Spanned> spanned, EffectiveParameters common, RunChecks checks) {
    for (RunDeclaration run : all.single()) {
      checks.check(run.over(common), run);
    }
    for (Grid grid : all.grids()) {
      for (int i = 0; i < grid.size(); i++) {
        checks.check(common.with(grid.overrides(i)), grid);
      }
    }
    if (all.grids().size() < spanned.size()) {
      for (Spanned each : spanned) {
        if (each.grid().isEmpty() || all.grids().isEmpty()) {
          List<String> keys = new ArrayList<>();
          addKeys(each.entry().value(), keys);
          checks.checkShared(common.without(keys));
        }
      }
    }
    checks.finish();
  }

  /** Every key of a grid, those of cases included. */
  private static void addKeys(ConfigNode node, List<String> keys) {
    if (node instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        keys.add(entry.key());
        addKeys(entry.value(), keys);
      }
    } else if (node instanceof Sequence sequence) {
      sequence.items().forEach(item -> addKeys(item, keys));
    }
  }
}
