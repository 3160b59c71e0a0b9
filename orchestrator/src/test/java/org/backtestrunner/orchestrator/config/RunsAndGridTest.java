package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.run.RunDeclaration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsAndGridTest {
  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private List<String> with(String runsOrGrid) {
    return configs.problems(Configs.BASE + runsOrGrid);
  }

  private static void assertOnly(String problem, List<String> problems) {
    assertEquals(List.of(problem), problems);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | runs[0].id: missing; every run needs an id",
        "{id: } | runs[0].id: has no value; write one, or leave the key out",
        "{id: [a]} | runs[0].id: must be a single value, not a list",
        "{id: 'a b'} | runs[0].id: an id consists of letters A-Z, a-z, digits, _ and -, not 'a b'",
        "{id: ../x} | runs[0].id: an id consists of letters A-Z, a-z, digits, _ and -, not '../x'",
        "{id: ''} | runs[0].id: an id consists of letters A-Z, a-z, digits, _ and -, not ''",
        "{id: é} | runs[0].id: an id consists of letters A-Z, a-z, digits, _ and -, not 'é'",
        "text | runs[0]: must be keys with values, not 'text'",
        "{id: a, seed: 1} | runs[0].seed: is a parameter of a run: belongs into runs[0].overrides",
        "{id: -a} | runs[0].id: an id must not begin with -, which a spreadsheet takes for a formula,"
            + " as '-a' does",
        "{id: a, tags: [b, '=1']} | runs[0].tags[1]: must not begin with =, +, - or @, which a"
            + " spreadsheet takes for a formula, as '=1' does",
        "{id: a, tgas: [x]} | runs[0].tgas: unknown key (did you mean tags?)",
        "{id: a, tags: x} | runs[0].tags: must be a list, not 'x'",
        "{id: a, tags: [x, [y]]} | runs[0].tags[1]: must be a single value, not a list",
        "{id: a, overrides: [x]} | runs[0].overrides: must be keys with values, not a list",
        "{id: a, overrides: {sede: 1}} | runs[0].overrides.sede: unknown parameter"
            + " (did you mean seed?)",
        "{id: a, start_date: 2020-02-30} | runs[0].start_date: there is no date 2020-02-30",
        "{id: a, id: b} | runs[0].id: duplicate key, first written in line 8",
      })
  void aBadRunIsReported(String run, String problem) {
    assertOnly("batch.yaml:8: " + problem, with("runs:\n  - " + run + "\n"));
  }

  @Test
  void aRunThatIsNoneDoesNotMoveThePlacesOfTheOthers() {
    assertEquals(
        List.of(
            "batch.yaml:8: runs[0]: must be keys with values, not 'text'",
            "batch.yaml:9: runs[1].id: missing; every run needs an id",
            "batch.yaml:11: runs[3].id: Run ID already exists: 'a'; it is the id of runs[2]"
                + " in line 10"),
        with("runs:\n  - text\n  - {}\n  - {id: a}\n  - {id: a}\n"));
  }

  @Test
  void runsMustBeAList() {
    assertOnly("batch.yaml:7: runs: must be a list, not a mapping", with("runs: {id: a}\n"));
  }

  @Test
  void idsKeepTheTextThatTheUserWrote() {
    BatchConfig config =
        configs.read(Configs.BASE + "runs: [{id: 007}, {id: no}, {id: 1e5x}, {id: _-}]\n");
    assertEquals(
        List.of("007", "no", "1e5x", "_-"),
        config.runs().single().stream().map(RunDeclaration::id).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed: [] | seed: an axis without values spans no runs; give it one at least",
        "seed: | seed: an axis is a list of values, such as [a, b], not nothing",
        "seed: {a: 1} | seed.a: unknown key",
        "seed: [1, x] | seed[1]: must be a whole number, not 'x'",
        "seed: [1, ~] | seed[1]: has no value; write one, or leave the key out",
        "seed: [1, [2]] | seed[1]: must be a single value, not a list",
        "comission_bps: [1] | comission_bps: unknown parameter; did you mean commission_bps?",
        "lot_size: [0.5, 1, 0.50] | lot_size[2]: '0.50' is the same value as '0.5' in line 8",
        "lot_size: [0, -0.0] | lot_size[1]: '-0.0' is the same value as '0' in line 8",
        "seed: [1, 01] | seed[1]: '01' is the same value as '1' in line 8",
        "tog: [a] | tog: unknown parameter",
        "max_workers: [1] | max_workers: not a parameter of a run:"
            + " belongs to the top level of the file",
      })
  void aBadAxisIsReported(String axis, String problem) {
    assertOnly("batch.yaml:8: grid." + problem, with("grid:\n  " + axis + "\n"));
  }

  @Test
  void aDuplicateAxisIsReported() {
    assertOnly(
        "batch.yaml:9: grid.seed: duplicate key, first written in line 8",
        with("grid:\n  seed: [1]\n  seed: [2]\n"));
  }

  @Test
  void twoRunsOfOneIdAreBothNamed() {
    assertOnly(
        "batch.yaml:9: runs[1].id: Run ID already exists: 'a'; it is the id of runs[0] in line 8",
        with("runs:\n  - {id: a}\n  - {id: a}\n"));
  }

  @Test
  void aRunAndAGridRunOfOneIdAreBothNamed() {
    assertOnly(
        "batch.yaml:9: grid: Run ID already exists: 'seed_2'; it is the id of runs[0] in line 8"
            + " and of the grid run {seed=2}",
        with("runs:\n  - {id: seed_2}\ngrid: {seed: [1, 2]}\n"));
  }

  @Test
  void valuesOfOneAxisThatWouldGiveOneIdAreToldApartByNumbers() {
    Grid grid =
        configs
            .read(Configs.BASE + "grid: {weights_file: [a-b, a_b, a_b_2, a.b], seed: [1, 2]}\n")
            .runs()
            .grid()
            .orElseThrow();

    assertEquals(
        List.of("a_b", "a_b_3", "a_b_2", "a_b_4"),
        IntStream.range(0, 4)
            .mapToObj(i -> grid.id(2 * i).replaceAll("weights_file_(.*)_seed_1", "$1"))
            .toList());
    assertEquals("weights_file_a_b_3_seed_2", grid.id(3));
    assertEquals(
        List.of(
            "weights_file 'a_b' is weights_file_a_b_3 in ids, since 'a-b' is weights_file_a_b",
            "weights_file 'a.b' is weights_file_a_b_4 in ids, since 'a-b' is weights_file_a_b"),
        grid.notes());
  }

  @Test
  void aNumberThatMakesTheIdOfASingleRunIsReported() {
    List<String> problems =
        with("runs:\n  - {id: weights_file_a_b_2}\ngrid: {weights_file: [a_b, a-b]}\n");
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.get(0).contains("exists: 'weights_file_a_b_2'"), problems::toString);
  }

  @Test
  void gridRunsOfOneIdAreBothNamed() {
    assertOnly(
        "batch.yaml:7: grid: Run ID already exists: 'weights_file_x_groups_file_y_groups_file_z';"
            + " it is the id of the grid run {weights_file=x, groups_file=y.groups_file.z}"
            + " and of the grid run {weights_file=x.groups_file.y, groups_file=z}",
        with(
            """
            grid:
              weights_file: [x, x.groups_file.y]
              groups_file: [z, y.groups_file.z]
            """));
  }

  @Test
  void moreRunsThanAllowedAreCountedNotExpanded() {
    String values =
        IntStream.rangeClosed(1, 1000)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    String axes =
        List.of(
                "seed",
                "ema_fast",
                "ema_slow",
                "lot_size",
                "spread_bps",
                "max_stale_days",
                "start_capital")
            .stream()
            .map(name -> "  " + name + ": [" + values + "]\n")
            .collect(Collectors.joining());
    assertOnly(
        "batch.yaml:7: grid: spans 1000000000000000000000 combinations; above 1000000 a grid needs a"
            + " sample",
        with("grid:\n" + axes));
  }

  @Test
  void singleRunsCountTowardsTheLimit() {
    String limit = Configs.BASE + "max_runs: 3\n";
    configs.read(limit + "runs: [{id: a}]\ngrid: {seed: [1, 2]}\n");
    assertOnly(
        "batch.yaml:9: grid: the batch would have 4 runs, more than max_runs (3);"
            + " if that is meant, set max_runs",
        configs.problems(limit + "runs: [{id: a}]\ngrid: {seed: [1, 2, 3]}\n"));
    assertOnly(
        "batch.yaml:8: runs: 4 runs are more than max_runs (3)",
        configs.problems(limit + "runs: [{id: a}, {id: b}, {id: c}, {id: d}]\n"));
  }

  @Test
  void tenThousandRunsAreTheLimitUnlessSaidOtherwise() {
    String seeds =
        IntStream.range(0, 101).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String grid = "grid: {seed: [" + seeds + "], max_stale_days: [" + seeds.substring(3) + "]}\n";
    assertTrue(
        with(grid)
            .get(0)
            .endsWith(
                "the batch would have 10100 runs, more than max_runs (10000);"
                    + " if that is meant, set max_runs"));
    assertEquals(
        10_100,
        configs.read(Configs.BASE + "max_runs: 20000\n" + grid).runs().grid().orElseThrow().size());
  }

  @Test
  void aGridThatCannotBeSpannedHidesNoMistakeThatItsRunsShare() {
    assertEquals(
        List.of(
            "batch.yaml:4: base_args.price_file: file not found: "
                + directory.resolve("missing.csv"),
            "batch.yaml:6: base_args.end_date: start_date 2015-01-01 (line 5) is after"
                + " end_date 2014-12-31 (line 6)",
            "batch.yaml:8: grid.comission_bps: unknown parameter; did you mean commission_bps?"),
        configs.problems(
            Configs.BASE.replace("prices.csv", "missing.csv").replace("2020-12-31", "2014-12-31")
                + "grid:\n  comission_bps: [0, 1]\n"));
  }

  @Test
  void aValueThatAGridReplacesIsNoMistakeOfAGridThatCannotBeSpanned() {
    assertEquals(
        List.of(
            "batch.yaml:8: grid.price_file: an axis is a list of values, such as [a, b], not nothing"),
        configs.problems(
            Configs.BASE.replace("prices.csv", "missing.csv") + "grid:\n  price_file:\n"));
  }
}
