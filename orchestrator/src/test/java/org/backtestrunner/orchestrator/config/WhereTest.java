package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.grid.GridReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grids of which conditions leave combinations out. */
class WhereTest {
  private static final String TREND = Configs.BASE.replace("buy_and_hold", "trend_baseline");

  /** Begins in line 7; all of its lines but the last are here. */
  private static final String TRIANGLE =
      TREND + "grid:\n  ema_fast: [5, 20, 50]\n  ema_slow: [20, 50, 100]\n";

  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private Grid grid(String yaml) {
    return configs.read(yaml).runs().grid().orElseThrow();
  }

  private static List<String> ids(Grid grid) {
    return IntStream.range(0, grid.size()).mapToObj(grid::id).toList();
  }

  private static String numbers(int first, int last, int step) {
    List<String> numbers = new ArrayList<>();
    for (int i = first; i <= last; i += step) {
      numbers.add(Integer.toString(i));
    }
    return String.join(", ", numbers);
  }

  @Test
  void combinationsThatContradictThemselvesAreNoMistakeWhereTheyAreLeftOut() {
    Grid grid = grid(TRIANGLE + "  where: ema_fast < ema_slow\n");

    assertEquals(
        List.of(
            "ema_fast_5_ema_slow_20",
            "ema_fast_5_ema_slow_50",
            "ema_fast_5_ema_slow_100",
            "ema_fast_20_ema_slow_50",
            "ema_fast_20_ema_slow_100",
            "ema_fast_50_ema_slow_100"),
        ids(grid));
    assertEquals("50", grid.overrides(3).get("ema_slow").text());
    assertEquals(9, grid.combinations().intValueExact());
    assertEquals(List.of(new Grid.LeftOut("ema_fast < ema_slow", 3)), grid.leftOut());
  }

  @Test
  void aCombinationThatIsNotLeftOutIsAMistakeWithAWayOut() {
    assertEquals(
        List.of(
            "batch.yaml:9: grid.ema_slow[1]: ema_fast 50 (line 8) must be less than ema_slow 50"
                + " (line 9); leave such runs out with where: \"ema_fast < ema_slow\""),
        configs.problems(TRIANGLE + "  where: ema_fast <= ema_slow and ema_slow != 20\n"));
  }

  /** What the message proposes is taken, and leaves out just what it was about. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ema_fast: [9, 60] | ema_fast < ema_slow | 1",
        "start_date: [2015-01-01, 2020-12-31, 2021-01-01] | start_date <= end_date | 2",
        "fill_price: [open, close] | fill_price != 'open' or execution_lag != 0 | 1",
        "execution_lag: [0, 1, 2] | fill_price != 'open' or execution_lag != 0 | 2",
      })
  void theWayOutOfEveryRuleIsACondition(String axis, String condition, int left) {
    String base = TREND;
    if (axis.startsWith("fill")) {
      base += "  execution_lag: 0\n";
    } else if (axis.startsWith("exec")) {
      base += "  fill_price: open\n";
    }
    String config = base + "grid:\n  " + axis + "\n";
    List<String> problems = configs.problems(config);
    assertEquals(1, problems.size(), problems::toString);
    String wayOut = "; leave such runs out with where: \"" + condition + "\"";
    assertTrue(problems.get(0).endsWith(wayOut), problems::toString);

    assertEquals(left, grid(config + "  where: \"" + condition + "\"\n").size());
  }

  @Test
  void whatNoConditionOfTheGridCouldLeaveOutHasNoWayOut() {
    assertEquals(
        List.of(
            "batch.yaml:7: base_args.ema_fast: ema_fast 60 (line 7) must be less than ema_slow 60"
                + " (the default)"),
        configs.problems(TREND + "  ema_fast: 60\ngrid: {seed: [1, 2]}\n"));
  }

  /** Of fast 5, 10 … 50 and slow 20, 40 … 200: 2, 4, 6, 8 and six times 10 fast ones. */
  @Test
  void aSweepOfCrossoversIsCounted() {
    Grid grid =
        grid(
            TREND
                + "grid:\n  ema_fast: [%s]\n  ema_slow: [%s]\n  where: \"2 * ema_fast <= ema_slow\"\n"
                    .formatted(numbers(5, 50, 5), numbers(20, 200, 20)));
    assertEquals(80, grid.size());
    assertEquals(100, grid.combinations().intValueExact());
  }

  @Test
  void aRunIsCountedAgainstTheFirstConditionThatFails() {
    Grid grid =
        grid(
            TRIANGLE + "  where:\n    - ema_fast < ema_slow\n    - ema_slow != 100\n    - 2 > 1\n");
    assertEquals(
        List.of(
            new Grid.LeftOut("ema_fast < ema_slow", 3),
            new Grid.LeftOut("ema_slow != 100", 3),
            new Grid.LeftOut("2 > 1", 0)),
        grid.leftOut());
    assertEquals(
        List.of("ema_fast_5_ema_slow_20", "ema_fast_5_ema_slow_50", "ema_fast_20_ema_slow_50"),
        ids(grid));
  }

  /** A run of the grid has the values of its axes, else those of base_args, else defaults. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ema_fast < ema_slow | 5 20 50",
        "ema_fast < 50 | 5 20",
        "ema_fast + seed == 62 | 20",
        "ema_fast == 20.0 | 20",
        "strategy == 'trend_baseline' | 5 20 50",
        "rebalance_freq in ['M'] and ema_fast > 5 | 20 50",
        "end_date > '2020-12-30' and ema_fast in [5] | 5",
        "price_file == 'prices.csv' and ema_fast != 5 | 20 50",
        "spread_bps == 0 and ema_fast == 50 | 50",
      })
  void aNameMeansTheValueThatTheRunHas(String condition, String left) {
    Grid grid = grid(TREND + "grid:\n  ema_fast: [5, 20, 50]\n  where: \"" + condition + "\"\n");
    assertEquals(
        left,
        IntStream.range(0, grid.size())
            .mapToObj(i -> grid.overrides(i).get("ema_fast").text())
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2 * ema_fst < ema_slow | at character 5: 'ema_fst' is no parameter and no axis of cases;"
            + " did you mean ema_fast?",
        "ema_fast < 'M' | at character 12: ema_fast is a number and 'M' a text: they cannot be"
            + " compared",
        "price_file < 'M' | at character 12: texts can only be equal or not",
        "ema_fast | at character 9: a comparison such as < or == is expected here",
        "ema_fast < | at character 11: ends too early",
        "(ema_fast < 5 | at character 14: a ) is missing",
        "rebalance_freq=='X' | at character 17: 'X' is no value of rebalance_freq (D, W, M, Q)",
        "weights_file == 'x' | at character 1: weights_file has no value in run"
            + " ema_fast_5_ema_slow_20",
        "ema_fast > 50 | leaves none of 9 runs: 9 left out by \"ema_fast > 50\"",
      })
  void aConditionThatIsNoneIsReported(String condition, String problem) {
    assertEquals(
        List.of("batch.yaml:10: grid.where: " + problem),
        configs.problems(TRIANGLE + "  where: >-\n    " + condition + "\n").stream()
            .filter(line -> !line.contains("must be less than"))
            .toList());
  }

  @Test
  void conditionsOfAListAreReportedWhereTheyStand() {
    assertEquals(
        List.of(
            "batch.yaml:12: grid.where[1]: at character 5: '!' means nothing here",
            "batch.yaml:13: grid.where[2]: has no value; write one, or leave the key out",
            "batch.yaml:14: grid.where[3]: must be a single value, not a list"),
        configs.problems(
            TRIANGLE + "  where:\n    - ema_fast < ema_slow\n    - seed!\n    -\n    - [a]\n"));
    assertEquals(
        List.of(
            "batch.yaml:10: grid.where: leaves none of 9 runs: 3 left out by \"ema_fast <"
                + " ema_slow\", 6 by \"ema_fast > ema_slow\""),
        configs.problems(
            TRIANGLE + "  where: [ema_fast < ema_slow, ema_fast > ema_slow, 1 < 2]\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "where: | where: has no value; write one, or leave the key out",
        "where: [] | where: a list without conditions leaves nothing out; write one at least",
        "where: {a: b} | where: must be a single value, not a mapping",
      })
  void whatIsNoTextIsReported(String where, String problem) {
    assertEquals(
        List.of("batch.yaml:9: grid." + problem),
        configs.problems(TREND + "grid:\n  seed: [1, 2]\n  " + where + "\n"));
  }

  @Test
  void conditionsAloneSpanNothing() {
    assertEquals(
        List.of(
            "batch.yaml:7: grid: has no axis: give one parameter a list of values, or use runs"),
        configs.problems(TREND + "grid: {where: 1 < 2}\n"));
  }

  /** A value that is refused makes no condition of the grid a second mistake. */
  @Test
  void refusedValuesAreReportedAlone() {
    String where = "  where: ema_fast < ema_slow\n";
    assertEquals(
        List.of("batch.yaml:8: grid.ema_fast[1]: must be a whole number, not 'x'"),
        configs.problems(TREND + "grid:\n  ema_fast: [5, x, 500]\n  ema_slow: [50]\n" + where));
    assertEquals(
        List.of("batch.yaml:7: base_args.ema_slow: must be a whole number, not 'x'"),
        configs.problems(TREND + "  ema_slow: x\ngrid:\n  ema_fast: [5, 500]\n" + where));
    assertEquals(
        List.of("batch.yaml:8: grid.ema_fsat: unknown parameter; did you mean ema_fast?"),
        configs.problems(TREND + "grid:\n  ema_fsat: [5, 500]\n" + where));
    assertEquals(
        List.of("batch.yaml:2: base_args: must be keys with values, not 'x'"),
        configs.problems("batch_name: a\nbase_args: x\ngrid:\n  ema_fast: [5]\n" + where));
  }

  @Test
  void aFileThatOnlyCombinationsReadThatAreLeftOutNeedNotExist() {
    String axis = "grid:\n  weights_file: [none.csv, weights.csv]\n";
    String base = Configs.BASE.replace("buy_and_hold", "target_weights");
    assertEquals(1, configs.problems(base + axis).size());
    assertEquals(1, grid(base + axis + "  where: weights_file != 'none.csv'\n").size());
  }

  @Test
  void anIdOfACombinationThatIsLeftOutIsFree() {
    String config = Configs.BASE + "runs: [{id: seed_2}]\ngrid: {seed: [1, 2]";
    assertEquals(1, configs.problems(config + "}\n").size());
    assertEquals(List.of("seed_1"), ids(grid(config + ", where: seed != 2}\n")));
  }

  @Test
  void aMillionCombinationsAreCountedOutAndWhatIsLeftIsLimited() {
    String hundred = numbers(1, 100, 1);
    String axes =
        TREND
            + "grid:\n  ema_fast: [%s]\n  ema_slow: [%s]\n  seed: [%s]\n"
                .formatted(hundred, hundred, hundred);
    Grid grid = grid(axes + "  where: [ema_fast == 7 * seed, ema_slow == 100]\n");
    assertEquals(1_000_000, grid.combinations().intValueExact());
    assertEquals(14, grid.size());
    assertEquals("ema_fast_98_ema_slow_100_seed_14", grid.id(13));

    assertEquals(
        List.of(
            "batch.yaml:7: grid: the batch would have 495000 runs, more than max_runs (10000); if"
                + " that is meant, set max_runs"),
        configs.problems(axes + "  where: ema_fast < ema_slow\n"));
    assertEquals(
        List.of(
            "batch.yaml:7: grid: spans 2000000 combinations; above 1000000 a grid needs a sample"),
        configs.problems(axes + "  spread_bps: [0, 1]\n  where: ema_fast == 1\n"));
  }

  @Test
  void noParameterHasTheNameOfAKeyOrOfAWordOfConditions() {
    Set<String> parameters = configs.read(TREND + "grid: {seed: [1]}\n").worker().names();
    for (String word : List.of("where", "sample", "tags", "vary", "and", "or", "not", "in")) {
      assertTrue(!parameters.contains(word) && !ConfigKeys.names().contains(word), word);
    }
    assertEquals(List.of("where", "sample", "vary", "tags"), GridReader.KEYS.names());
    Set<String> onTop = new HashSet<>(parameters);
    onTop.retainAll(ConfigKeys.names());
    assertEquals(Set.of("seed"), onTop);
  }
}
