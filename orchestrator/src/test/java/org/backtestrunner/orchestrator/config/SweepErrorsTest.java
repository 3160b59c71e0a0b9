package org.backtestrunner.orchestrator.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told about a sweep that is none, and where. */
class SweepErrorsTest extends SweepConfigs {
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
}
