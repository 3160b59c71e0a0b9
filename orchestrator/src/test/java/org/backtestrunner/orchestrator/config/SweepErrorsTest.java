package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told about a sweep that is none, and where. */
class SweepErrorsTest {
  /** Six lines: what follows begins in line 7. */
  private static final String TREND = Configs.BASE.replace("buy_and_hold", "trend_baseline");

  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private void assertProblems(String yaml, String... problems) {
    assertEquals(List.of(problems), configs.problems(TREND + yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ema_fast: {from: 5, to: 50, step: 7} | ema_fast: the range from 5 by 7 does not end at 50"
            + " but at 47; write to: 47, or another step",
        "spread_bps: {from: 1, to: 50, times: 3} | spread_bps: the range from 1 times 3 does not"
            + " end at 50 but at 27; write to: 27, or another times",
        "start_date: {from: 2014-01-01, to: 2014-12-31, step: 5m} | start_date: the range from"
            + " 2014-01-01 by 5m does not end at 2014-12-31 but at 2014-11-01; write to:"
            + " 2014-11-01, or another step",
        "ema_fast: {from: 5, to: 50} | ema_fast: a range has from, to and one of step and times;"
            + " step and times are both missing",
        "ema_fast: {from: 5, to: 50, step: 5, times: 2} | ema_fast: a range has from, to and one of"
            + " step and times; step and times are both there",
        "ema_fast: {to: 50, step: 5} | ema_fast: a range has from, to and one of step and times;"
            + " from is missing",
        "ema_fast: {step: 5} | ema_fast: a range has from, to and one of step and times;"
            + " from and to are both missing",
        "ema_fast: {from: 5, to: 50, stop: 5} | ema_fast.stop: unknown key (did you mean step?)",
        "spread_bps: {from: 0.5, to: 0.1, step: 0.1} | spread_bps: from 0.5 is not below to 0.1",
        "spread_bps: {from: 0.1, to: 0.5, step: -0.1} | spread_bps: step must be above 0, not -0.1",
        "spread_bps: {from: 0, to: 8, times: 2} | spread_bps: a range by times starts above 0,"
            + " not at 0",
        "spread_bps: {from: 1, to: 8, times: 0.5} | spread_bps: times must be above 1, not 0.5",
        "seed: {from: 0, to: 1000000, step: 1} | seed: the range has 1000001 values, more than an"
            + " axis may have (100000)",
        "strategy: {from: 1, to: 2, step: 1} | strategy: only numbers and dates have ranges;"
            + " strategy takes a list",
        "ema_fast: {from: 10, to: 21, step: 5.5} | ema_fast: 15.5 (from 10 by 5.5): must be a whole"
            + " number",
        "top_quantile: {from: 0.1, to: 0.7, step: 0.2} | top_quantile: 0.7 (from 0.1 by 0.2): must"
            + " be in [0, 0.5]",
        "ema_fast: {from: a, to: 50, step: 5} | ema_fast: from must be a decimal number, not 'a'",
        "start_date: {from: 2014-01-01, to: 2015-01-01, times: 2} | start_date: dates have no times;"
            + " write step, such as 3m",
        "start_date: {from: 2014-01-01, to: 2015-01-01, step: 3q} | start_date: step must be a"
            + " length of time such as 10d, 2w, 3m or 1y, not '3q'",
        "ema_fast: {glob: '*'} | ema_fast: only a parameter that takes a file has a glob",
        "ema_fast: [{ema_fast: 5}] | ema_fast: is a parameter; an axis of cases needs a name of its"
            + " own",
        "ema_fast: {a: {ema_fast: 5}} | ema_fast: is a parameter; an axis of cases needs a name of"
            + " its own",
        "top_quantle: [0.1] | top_quantle: unknown parameter; did you mean top_quantile?",
        "top_quantle: {from: 0.1, to: 0.2, step: 0.1} | top_quantle: unknown parameter; did you"
            + " mean top_quantile?",
        "speed: {slow: 5} | speed.slow: a case is parameters with values, such as {ema_fast: 5},"
            + " not a number",
        "speed: [{ema_fast: 5}, x] | speed[1]: a case is parameters with values, such as"
            + " {ema_fast: 5}, not a text",
        "speed: [{}] | speed[0]: a case without a label sets one parameter at least",
        "speed: {a b: {ema_fast: 5}} | speed.a b: a label consists of letters, digits, _ and -,"
            + " not 'a b'",
        "spe ed: {a: {ema_fast: 5}} | spe ed: a name consists of letters, digits, _ and -, and"
            + " begins with no -, unlike 'spe ed'",
        "speed: {slow: {ema_fst: 5}} | speed.slow.ema_fst: unknown parameter; did you mean"
            + " ema_fast?",
        "speed: {slow: {ema_fast: x}} | speed.slow.ema_fast: must be a whole number, not 'x'",
        "speed: {slow: {ema_fast: {from: 1, to: 2}}} | speed.slow.ema_fast: a range has from, to"
            + " and one of step and times; step and times are both missing",
        "speed: {s: {seed: {from: 1, to: 500, step: 1}, ema_fast: {from: 1, to: 300, step: 1}}} |"
            + " speed: has more points than an axis may have (100000)",
      })
  void anAxisThatIsNone(String axis, String problem) {
    assertProblems("grid:\n  lot_size: [1]\n  " + axis + "\n", "batch.yaml:9: grid." + problem);
  }

  @Test
  void filesThatAreNotThere() {
    assertProblems(
        "grid:\n  bundle_path: {glob: 'configs/bundles/*.yml'}\n",
        "batch.yaml:8: grid.bundle_path: no file matches 'configs/bundles/*.yml' in " + directory);
  }

  @Test
  void aParameterThatIsSetTwice() {
    assertProblems(
        "grid:\n  speed: [{ema_fast: 5}]\n  seed: [1]\n  ema_fast: [9]\n",
        "batch.yaml:10: grid.ema_fast: ema_fast is set by speed (line 8) and by ema_fast (line 10);"
            + " one grid sets a parameter once");
  }

  @Test
  void aGridWithoutAxes() {
    assertProblems(
        "grid:\n  ema_fast: 5\n",
        "batch.yaml:7: grid: has no axis: give one parameter a list of values, or use runs");
    assertProblems(
        "grids:\n  -a: {seed: [1]}\n",
        "batch.yaml:8: grids.-a: a name consists of letters, digits, _ and -, and begins with no -,"
            + " unlike '-a'");
    assertProblems(
        "grids:\n  a: {seed: [1]}\n  a_seed: {vary: each, ema_fast: 1}\nruns: [{id: a_seed_1}]\n",
        "batch.yaml:8: grids.a: Run ID already exists: 'a_seed_1'; it is the id of runs[0] in line"
            + " 10 and of the grids.a run {seed=1}");
  }

  private static final String CASES =
      "grid:\n  ema_fast: [5, 20]\n  model: {trend: {ema_slow: 100}, hold: {strategy: buy_and_hold}}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2 * ema_fst < ema_slow | at character 5: 'ema_fst' is no parameter and no axis of cases;"
            + " did you mean ema_fast?",
        "ema_fast < 'M' | at character 12: ema_fast is a number and 'M' a text: they cannot be"
            + " compared",
        "model < 'trend' | at character 7: texts can only be equal or not",
        "ema_fast | at character 9: a comparison such as < or == is expected here",
        "ema_fast < | at character 11: ends too early",
        "(ema_fast < 5 | at character 14: a ) is missing",
        "rebalance_freq == 'X' | at character 19: 'X' is no value of rebalance_freq (D, W, M, Q)",
        "model == 'X' | at character 10: 'X' is no value of model (trend, hold)",
        "bundle_path == 'a' | at character 1: bundle_path has no value in run"
            + " ema_fast_5_model_trend",
        "ema_fast > 20 | leaves none of 4 runs: 4 left out by \"ema_fast > 20\"",
      })
  void aConditionThatIsNone(String condition, String problem) {
    assertProblems(
        CASES + "  where: >-\n    " + condition + "\n", "batch.yaml:10: grid.where: " + problem);
  }

  @Test
  void casesThatAreRefusedAreNoSecondMistakeOfACondition() {
    assertProblems(
        CASES.replace("100", "x") + "  where: \"model == 'trend' and ema_fast > 5\"\n",
        "batch.yaml:9: grid.model.trend.ema_slow: must be a whole number, not 'x'");
    assertProblems(
        CASES.replace("ema_slow", "ema_slov") + "  where: \"model == 'trend'\"\n",
        "batch.yaml:9: grid.model.trend.ema_slov: unknown parameter; did you mean ema_slow?");
  }

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

  @Test
  void aGridThatIsTooLarge() {
    String thousand = "{from: 1, to: 1000, step: 1}";
    assertProblems(
        "grid:\n  seed: %1$s\n  lot_size: %1$s\n  spread_bps: %1$s\n".formatted(thousand),
        "batch.yaml:7: grid: spans 1000000000 combinations; above 1000000 a grid needs a sample");
    assertProblems(
        "grids:\n  a: {seed: %1$s, lot_size: [1, 2, 3, 4]}\n  b: {seed: %1$s, lot_size: [1, 2, 3, 4, 5, 6, 7]}\n"
            .formatted(thousand),
        "batch.yaml:9: grids.b: the batch would have 11000 runs, more than max_runs (10000); if that"
            + " is meant, set max_runs");
  }

  @Test
  void aRuleThatRunsOfAGridBreak() {
    assertProblems(
        "grid:\n  speed: [{ema_fast: 5, ema_slow: 20}, {ema_fast: 50, ema_slow: 20}]\n",
        "batch.yaml:8: grid.speed[1].ema_fast: ema_fast 50 (line 8) must be less than ema_slow 20"
            + " (line 8); leave such runs out with where: \"ema_fast < ema_slow\"");
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
