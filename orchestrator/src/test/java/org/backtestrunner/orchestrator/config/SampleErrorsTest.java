package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.config.document.ConfigException;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunSelection;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in samples, files of runs, settings and selections. */
class SampleErrorsTest extends SweepConfigs {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sample: {seed: 1} | sample: n is missing",
        "sample: {n: 3, method: lhs} | sample.method: must be one of random, sobol, not 'lhs'",
        "sample: {n: 0} | sample.n: must be a whole number in [1, 1000000], not '0'",
        "sample: {n: 3, sed: 1} | sample.sed: unknown key (did you mean seed?)",
        "sample: 3 | sample: must be keys with values, not '3'",
        "vary: all | vary: must be one of together, each, not 'all'",
      })
  void aSampleThatIsNone(String line, String problem) {
    assertProblems(
        "grid:\n  seed: {from: 1, to: 9, step: 1}\n  " + line + "\n",
        "batch.yaml:9: grid." + problem);
  }

  @Test
  void aSampleOfOneThingAtATime() {
    assertProblems(
        "grid:\n  seed: [1, 2]\n  vary: each\n  sample: {n: 1}\n",
        "batch.yaml:10: grid.sample: vary: each tries every value once; it takes no sample");
  }

  @Test
  void aSobolSampleOfTooManyAxes() {
    List<String> names =
        configs.read(TREND + "grid: {seed: [1]}\n").worker().parameters().stream()
            .filter(
                parameter ->
                    switch (parameter.type()) {
                      case INTEGER, NUMBER -> true;
                      case CHOICE, FILE, DATE, TEXT -> false;
                    })
            .map(parameter -> parameter.name())
            .limit(20)
            .toList();
    String axes =
        IntStream.range(0, 3)
            .mapToObj(i -> "  case" + i + ": {a: {}, b: {}}\n")
            .collect(Collectors.joining());
    String values = "{from: 0.10, to: 0.50, step: 0.01}";
    String all =
        names.stream()
            .map(name -> "  " + name + ": " + (name.equals("top_quantile") ? values : "[1]") + "\n")
            .collect(Collectors.joining());
    List<String> problems =
        configs.problems(TREND + "grid:\n" + axes + all + "  sample: {n: 8, method: sobol}\n");
    Assertions.assertTrue(
        problems.contains(
            "batch.yaml:31: grid.sample: sobol takes at most 21 axes, this grid has 23; use method:"
                + " random"),
        problems::toString);
  }

  @Test
  void aSampleThatFindsTooFew() {
    assertProblems(
        """
        grid:
          seed: {from: 1, to: 10000, step: 1}
          lot_size: {from: 1, to: 1000, step: 1}
          where: "seed == 7 * lot_size and lot_size == 3"
          sample: {n: 2}
        """,
        "batch.yaml:11: grid.sample: only 0 of the first 2000 points satisfy where, and n is 2;"
            + " weaken where, or ask for fewer");
  }

  private List<String> trials(String csv) {
    try {
      Files.writeString(directory.resolve("trials.csv"), csv);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return configs.problems(TREND + "runs_file: trials.csv\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id,ema_fast;a,20;b,20.5 | :3: ema_fast: must be a whole number, not '20.5'",
        "id,sharpe;a,20 | :1: unknown column 'sharpe'; columns are id, tags and parameters",
        "id,tags,ema_fast;a,,2;;b,,3;c,5 | :5: has 2 cells, the header 3",
        "id,seed | : no rows",
        "'' | : no rows",
        "id,id;a,b | :1: column 'id' is there twice",
        "id,seed;, | :2: has neither an id nor a value of a parameter",
        "id;a;a | :3: id: Run ID already exists: 'a'; it is the id of trials.csv:2",
        "id;a b | :2: id: an id consists of letters A-Z, a-z, digits, _ and -, not 'a b'",
        "id,tags;a,=1 | :2: tags[0]: must not begin with =, +, - or @, which a spreadsheet takes for"
            + " a formula, as '=1' does",
        "id,ema_fast;a,70 | :2: ema_fast: ema_fast 70 (trials.csv:2) must be less than ema_slow 60"
            + " (the default)",
        "id,strategy;a,target_weights | :2: weights_file is missing (required by strategy"
            + " target_weights)",
      })
  void aFileOfRunsThatIsNone(String csv, String problem) {
    String text = csv.equals("''") ? "" : csv.replace(";", "\n") + "\n";
    assertEquals("trials.csv" + problem, trials(text).get(0));
    assertEquals(1, trials(text).size());
  }

  @Test
  void aFileOfRunsThatIsNotThere() {
    assertProblems(
        "runs_file: none.csv\n",
        "batch.yaml:7: runs_file: file not found: " + directory.resolve("none.csv"));
  }

  private List<String> setting(String key, String value, String yaml) {
    ConfigException e =
        Assertions.assertThrows(
            ConfigException.class,
            () ->
                configs.read(
                    "batch.yaml",
                    (TREND + yaml).getBytes(StandardCharsets.UTF_8),
                    Map.of("--set " + key, value)));
    return e.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void settingsThatSetNothing() {
    String grid = "grid: {top_quantile: [0.1, 0.2]}\n";
    assertEquals(
        List.of("--set ema_fst=3: unknown parameter; did you mean ema_fast?"),
        setting("ema_fst", "3", grid));
    assertEquals(
        List.of("--set top_quantile=0.1: every run sets top_quantile itself"),
        setting("top_quantile", "0.1", grid));
    assertEquals(
        List.of("--set ema_fast=x: must be a whole number, not 'x'"),
        setting("ema_fast", "x", grid));
    assertEquals(
        List.of(
            "--set max_workers=3: not a parameter of a run: belongs to the top level of the file"),
        setting("max_workers", "3", grid));
    assertEquals(
        List.of("--set price_file=none.csv: file not found: " + directory.resolve("none.csv")),
        setting("price_file", "none.csv", grid));
  }

  private BatchPlan plan(Map<String, String> options) {
    String yaml = TREND + "runs: [{id: a, overrides: {ema_fast: 7}}]\ngrid: {seed: [1, 2]}\n";
    return Planner.plan(configs.read("batch.yaml", yaml.getBytes(StandardCharsets.UTF_8), options));
  }

  @Test
  void settingsStandAboveTheFileAndBelowARun() {
    BatchPlan plan =
        plan(Map.of("--set ema_fast", "9", "--set seed", "5", "--set batch_name", "other"));
    assertEquals("other", plan.config().identity().name());
    assertEquals(
        List.of("7", "9", "9"),
        plan.runs().stream().map(run -> run.normalised("ema_fast")).toList());
    assertEquals(
        List.of("5", "1", "2"), plan.runs().stream().map(run -> run.normalised("seed")).toList());
    assertEquals(
        List.of(
            "--set ema_fast=9 has no effect on 1 of 3 runs, which set ema_fast themselves",
            "--set seed=5 has no effect on 2 of 3 runs, which set seed themselves"),
        plan.warnings().stream().filter(text -> text.startsWith("--set")).sorted().toList());
  }

  private static List<String> selected(BatchPlan plan, RunSelection selection) {
    return plan.runs().stream().filter(selection::includes).map(run -> run.id()).toList();
  }

  @Test
  void aSelectionIsByIdsAndTags() throws InvalidValueException {
    BatchPlan plan = plan(Map.of());
    List<String> none = List.of();
    assertEquals(
        List.of("a", "seed_1", "seed_2"), selected(plan, RunSelection.of(none, none, none, plan)));
    assertEquals(
        List.of("seed_2"),
        selected(plan, RunSelection.of(List.of("seed_*"), List.of("*1"), none, plan)));
    assertEquals(
        List.of("seed_1", "seed_2"),
        selected(plan, RunSelection.of(none, none, List.of("grid_search"), plan)));
    assertEquals(
        List.of("a", "seed_1"),
        selected(plan, RunSelection.of(List.of("?", "seed_[01]"), none, none, plan)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x*|||--only 'x*' matches no run; ids begin with a",
        "A|||--only 'A' matches no run; ids begin with a",
        "|b||--exclude 'b' matches no run; ids begin with a",
        "||grid_serch|--tag 'grid_serch' is on no run (did you mean grid_search?)",
        "a|a||--only, --exclude and --tag together leave no run",
        "[a|||--only: a [ is not closed in '[a'",
      })
  void aSelectionOfNothing(String line) {
    String[] parts = line.split("\\|");
    BatchPlan plan = plan(Map.of());
    assertEquals(
        parts[3],
        Assertions.assertThrows(
                InvalidValueException.class,
                () -> RunSelection.of(list(parts[0]), list(parts[1]), list(parts[2]), plan))
            .getMessage());
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text);
  }
}
