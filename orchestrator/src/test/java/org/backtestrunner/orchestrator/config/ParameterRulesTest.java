package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What parameters may be, and what they may be together. */
class ParameterRulesTest {
  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private static void assertOnly(String problem, List<String> problems) {
    assertEquals(List.of(problem), problems);
  }

  private List<String> withBase(String line) {
    return configs.problems(Configs.BASE + "  " + line + "\nruns: [{id: one}]\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "top_quantile: 0.7 | must be in [0, 0.5], not 0.7",
        "max_gross_exposure: 0 | must be in (0, 1000], not 0",
        "delisting_return: 0.1 | must be in [-1, 0], not 0.1",
        "commission_bps: NaN | must be a decimal number, not 'NaN'",
        "commission_bps: 1d | must be a decimal number, not '1d'",
        "commission_bps: 0x10 | must be a decimal number, not '0x10'",
        "commission_bps: true | must be a decimal number, not 'true'",
        "commission_bps: | has no value; write one, or leave the key out",
        "commission_bps: ~ | has no value; write one, or leave the key out",
        "commission_bps: '' | must not be empty",
        "commission_bps: [1, 2] | must be a single value, not a list",
        "commission_bps: {a: 1} | must be a single value, not a mapping",
        "execution_lag: 1.0 | must be a whole number, not '1.0'",
        "execution_lag: -1 | must be in [0, inf), not -1",
        "freq: 1h | must be one of 1d, 5min, not '1h' (did you mean 1d?)",
        "fill_price: Open | must be one of open, close, not 'Open' (did you mean open?)",
        "data_source: polygon | must be local, not 'polygon'",
        "symbols_file: \"a\\nb\" | must not hold line breaks or control characters",
        "lot-size: 1 | unknown parameter (did you mean lot_size?)",
        "Seed: 1 | unknown parameter (did you mean seed?)",
        "tags: [a] | unknown parameter",
      })
  void aBadValueIsReported(String line, String problem) {
    String key = line.substring(0, line.indexOf(':'));
    assertOnly("batch.yaml:7: base_args." + key + ": " + problem, withBase(line));
  }

  @Test
  void aValueOfMoreThan4096CharactersIsReported() {
    assertOnly(
        "batch.yaml:7: base_args.symbols_file: is longer than 4096 characters",
        withBase("symbols_file: " + "x".repeat(4097)));
  }

  @Test
  void valuesOfParametersThatTheStrategyDoesNotUseAreCheckedAsWell() {
    assertOnly(
        "batch.yaml:7: base_args.ema_fast: must be in [1, inf), not 0", withBase("ema_fast: 0"));
  }

  @Test
  void aNullCannotRemoveWhatIsInherited() {
    assertOnly(
        "batch.yaml:9: runs[0].overrides.price_file: has no value;"
            + " write one, or leave the key out",
        configs.problems(Configs.BASE + "runs:\n  - id: one\n    overrides: {price_file: null}\n"));
  }

  @Test
  void aMissingParameterIsReportedOnceForAllRuns() {
    assertEquals(
        List.of(
            "batch.yaml:5: runs[0]: strategy is missing (required), and so for all 4 runs;"
                + " write it into base_args",
            "batch.yaml:5: runs[0]: price_file is missing (required), and so for all 4 runs;"
                + " write it into base_args",
            "batch.yaml:5: runs[0]: end_date is missing (required), and so for 2 more",
            "batch.yaml:6: runs[1]: start_date is missing (required), and so for 2 more"),
        configs.problems(
            """
            batch_name: x
            base_args:
              freq: 1d
            runs:
              - {id: a, start_date: 2020-01-01}
              - {id: b, end_date: 2020-12-31}
            grid:
              seed: [1, 2]
            """));
  }

  @Test
  void whatAStrategyRequiresIsMissingOnlyForItsRuns() {
    assertEquals(
        List.of(
            "batch.yaml:9: runs[1]: bundle_path is missing"
                + " (required by strategy multifactor_long_short)",
            "batch.yaml:10: runs[2]: weights_file is missing"
                + " (required by strategy target_weights)"),
        configs.problems(
            Configs.BASE
                + """
                runs:
                  - {id: a}
                  - {id: b, overrides: {strategy: multifactor_long_short}}
                  - {id: c, overrides: {strategy: target_weights}}
                  - {id: d, bundle_path: bundle.yaml, overrides: {strategy: multifactor_long_short}}
                """));
  }

  @Test
  void aMistypedParameterIsNotReportedAsMissingToo() {
    assertOnly(
        "batch.yaml:4: base_args.price_fil: unknown parameter (did you mean price_file?)",
        configs.problems(
            Configs.BASE.replace("price_file:", "price_fil:") + "runs: [{id: one}]\n"));
  }

  @Test
  void aMissingFileIsReportedOnceWhereItIsWritten() {
    assertEquals(
        List.of(
            "batch.yaml:7: base_args.symbols_file: file not found: "
                + directory.resolve("symbols.txt"),
            "batch.yaml:9: runs[0].overrides.price_file: file not found: "
                + directory.resolve("other.csv")),
        configs.problems(
            Configs.BASE
                + """
                  symbols_file: symbols.txt
                runs:
                  - {id: a, overrides: {price_file: other.csv}}
                  - {id: b, overrides: {price_file: other.csv}}
                  - {id: c}
                """));
  }

  @Test
  void filesThatNoRunUsesNeedNotExist() {
    configs.read(
        Configs.BASE
            + """
              bundle_path: none.yaml
              weights_file: none.csv
              factor_file: none.csv
              groups_file: none.csv
            runs: [{id: one}]
            """);
  }

  @Test
  void everyFileOfAStrategyIsChecked() {
    List<String> problems =
        configs.problems(
            Configs.BASE.replace("buy_and_hold", "multifactor_long_short")
                + """
                  bundle_path: b.yaml
                  factor_file: f.csv
                  groups_file: g.csv
                  weights_file: unused.csv
                runs: [{id: one}]
                """);
    assertEquals(
        List.of(
            "batch.yaml:7: base_args.bundle_path: file not found: " + directory.resolve("b.yaml"),
            "batch.yaml:8: base_args.factor_file: file not found: " + directory.resolve("f.csv"),
            "batch.yaml:9: base_args.groups_file: file not found: " + directory.resolve("g.csv")),
        problems);
  }

  @Test
  void aDirectoryIsNoInputFile() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    assertOnly(
        "batch.yaml:7: base_args.symbols_file: is a directory, not a file: " + folder,
        withBase("symbols_file: folder"));
  }

  @Test
  void tildesAndVariablesAreNotExpanded() {
    assertOnly(
        "batch.yaml:7: base_args.symbols_file: file not found: "
            + directory.resolve("~/symbols.txt")
            + "; ~ and $ are not expanded",
        withBase("symbols_file: ~/symbols.txt"));
  }

  @Test
  void aPeriodThatEndsBeforeItStartsIsReportedOnce() {
    String base = Configs.BASE.replace("2015-01-01", "2021-01-01");
    assertOnly(
        "batch.yaml:6: base_args.end_date: start_date 2021-01-01 (line 5) is after"
            + " end_date 2020-12-31 (line 6)",
        configs.problems(base + "runs: [{id: a}, {id: b}]\ngrid: {seed: [1, 2, 3]}\n"));
  }

  @Test
  void aPeriodIsCheckedAsEachRunHasIt() {
    assertOnly(
        "batch.yaml:9: runs[1].start_date: start_date 2021-01-01 (line 9) is after"
            + " end_date 2020-12-31 (line 6)",
        configs.problems(
            Configs.BASE
                + """
                runs:
                  - {id: a, start_date: 2020-12-31}
                  - {id: b, start_date: 2021-01-01}
                  - {id: c, start_date: 2021-01-01, end_date: 2022-01-01}
                """));
  }

  @Test
  void aFillAtTheOpenNeedsALag() {
    assertOnly(
        "batch.yaml:8: runs[0].overrides.execution_lag: fill_price open (line 7) would fill before"
            + " the decision at the close; it cannot stand with execution_lag 0 (line 8)",
        configs.problems(
            Configs.BASE + "  fill_price: open\nruns: [{id: a, overrides: {execution_lag: 0}}]\n"));
    configs.read(Configs.BASE + "  fill_price: open\nruns: [{id: a}]\n");
    configs.read(Configs.BASE + "  execution_lag: 0\nruns: [{id: a}]\n");
  }

  @Test
  void theFastAverageMustBeFasterThanTheSlowOne() {
    String trend = Configs.BASE.replace("buy_and_hold", "trend_baseline");
    assertOnly(
        "batch.yaml:7: base_args.ema_fast: ema_fast 60 (line 7) must be less than"
            + " ema_slow 60 (the default)",
        configs.problems(trend + "  ema_fast: 60\nruns: [{id: a}]\n"));
    assertEquals(
        List.of(
            "batch.yaml:8: grid.ema_fast[1]: ema_fast 100 (line 8) must be less than"
                + " ema_slow 50 (line 8); leave such runs out with where: \"ema_fast < ema_slow\"",
            "batch.yaml:8: grid.ema_fast[1]: ema_fast 100 (line 8) must be less than"
                + " ema_slow 100 (line 8); leave such runs out with where: \"ema_fast < ema_slow\""),
        configs.problems(trend + "grid:\n  {ema_fast: [9, 100], ema_slow: [50, 100, 200]}\n"));
    configs.read(Configs.BASE + "  ema_fast: 60\nruns: [{id: a}]\n");
  }

  @Test
  void oneOfTheTwoSidesMustBeTraded() {
    String factors =
        Configs.BASE.replace("buy_and_hold", "multifactor_long_short")
            + "  bundle_path: bundle.yaml\n  top_quantile: 0.0\n";
    assertOnly(
        "batch.yaml:9: base_args.bottom_quantile: top_quantile 0.0 (line 8) leaves nothing to"
            + " trade together with bottom_quantile 0 (line 9)",
        configs.problems(factors + "  bottom_quantile: 0\nruns: [{id: a}]\n"));
    configs.read(factors + "runs: [{id: a}]\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"start_date: soon", "ema_fast: x"})
  void aRefusedValueIsNotComparedWithOthers(String line) {
    String trend = Configs.BASE.replace("buy_and_hold", "trend_baseline");
    assertEquals(
        1,
        configs
            .problems(
                trend.replace("  start_date: \"2015-01-01\"\n", "")
                    + "  "
                    + line
                    + "\nruns: [{id: a, overrides: {"
                    + (line.startsWith("start") ? "seed: 1" : "start_date: 2016-01-01")
                    + "}}]\n")
            .size());
  }
}
