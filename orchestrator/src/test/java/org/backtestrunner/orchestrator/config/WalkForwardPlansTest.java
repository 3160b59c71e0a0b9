package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.config.walkforward.SelectionMetric;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.Planner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a config says of walk-forwards: which there are, and what is wrong with them. */
class WalkForwardPlansTest {
  /** Six lines, of the years 2015 to 2020: what follows begins in line 7. */
  private static final String BASE = Configs.BASE;

  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private List<WalkForwardPlan> plans(String yaml) {
    return configs.read(yaml).walkForwards();
  }

  private static List<String> ids(List<WalkForwardPlan> plans) {
    return plans.stream().map(WalkForwardPlan::id).toList();
  }

  @Test
  void theDefaultsAreThoseOfThePage() {
    WalkForwardPlan plan =
        plans(
                BASE
                    + """
                    runs: [{id: hold}]
                    grid: {top_quantile: [0.1, 0.2]}
                    walk_forward: {in_sample: 2y, out_of_sample: 6m}
                    """)
            .get(0);

    assertEquals("is_2y_oos_6m", plan.id());
    assertEquals(List.of(1, 2), plan.candidates(), "the runs of the grid");
    assertEquals(1, plan.purge(), "the execution_lag");
    assertEquals(SelectionMetric.SHARPE, plan.select());
    assertEquals(0, plan.minOrders());
    assertEquals(false, plan.anchored());
    assertEquals(Optional.of(LocalDate.of(2015, 1, 1)), plan.startDate());
    assertEquals(OptionalInt.of(8), plan.folds());
  }

  @Test
  void withoutAGridAllRunsAreCandidates() {
    WalkForwardPlan plan =
        plans(
                BASE
                    + """
                    runs: [{id: a}, {id: b, overrides: {rebalance_freq: W}}]
                    walk_forward: {in_sample: 504b, out_of_sample: 126b, anchored: true}
                    """)
            .get(0);

    assertEquals("is_504b_oos_126b_anchored", plan.id());
    assertEquals(List.of(0, 1), plan.candidates());
    assertEquals(OptionalInt.empty(), plan.folds());
  }

  @Test
  void eachCombinationOfLengthsAndCommonValuesIsOne() {
    List<WalkForwardPlan> plans =
        plans(
            BASE
                + """
                grid:
                  top_quantile: {from: 0.05, to: 0.40, step: 0.05}
                  rebalance_freq: [W, M, Q]
                  costs:
                    usual:    {commission_bps: 1, spread_bps: 4}
                    stressed: {commission_bps: 5, spread_bps: 20}
                walk_forward:
                  in_sample: [3y, 5y]
                  out_of_sample: 1y
                  for_each: [costs]
                """);

    assertEquals(
        List.of(
            "costs_usual_is_3y_oos_1y",
            "costs_usual_is_5y_oos_1y",
            "costs_stressed_is_3y_oos_1y",
            "costs_stressed_is_5y_oos_1y"),
        ids(plans));
    assertEquals(24, plans.get(3).candidates().size());
    assertEquals(List.of(1, 3, 5), plans.get(3).candidates().subList(0, 3));
    assertEquals(Map.of("costs", "stressed"), plans.get(3).forEach());
  }

  @Test
  void theValuesOfParametersAreInIdsAsInThoseOfRuns() {
    List<WalkForwardPlan> plans =
        plans(
            BASE
                + """
                grid:
                  top_quantile: [0.1, 0.2]
                  commission_bps: [0.50, 1]
                  execution_lag: [1, 3]
                walk_forward:
                  in_sample: 3y
                  out_of_sample: 1y
                  for_each: [execution_lag, commission_bps]
                """);

    assertEquals("execution_lag_1_commission_bps_0_50_is_3y_oos_1y", plans.get(0).id());
    assertEquals("execution_lag_3_commission_bps_0_50_is_3y_oos_1y", plans.get(1).id());
    assertEquals(List.of(1, 3, 1, 3), plans.stream().map(WalkForwardPlan::purge).toList());
  }

  @Test
  void aHoldOutIsOneFold() {
    List<WalkForwardPlan> plans =
        plans(
            BASE.replace("2015", "2014").replace("2020", "2024")
                + "grid: {top_quantile: [0.1, 0.2]}\n"
                + "walk_forward: {in_sample: 8y, out_of_sample: 3y}\n");

    assertEquals(List.of("is_8y_oos_3y"), ids(plans));
    assertEquals(OptionalInt.of(1), plans.get(0).folds());
  }

  @Test
  void aSeedIsAnAssumptionOnlyWhereSomethingIsDrawn() {
    String sweep = "grid: {seed: [1, 2]}\nwalk_forward: {in_sample: 3y, out_of_sample: 1y}\n";
    assertEquals(1, plans(BASE + sweep).size());

    assertEquals(
        List.of(
            "batch.yaml:9: walk_forward: the candidates differ in seed (1 in run seed_1, 2 in run"
                + " seed_2), an assumption and no choice: the more favourable would always win; add"
                + " it to for_each, or narrow candidates"),
        configs.problems(BASE + "  universe_sample: 0.5\n" + sweep));
  }

  @Test
  void aPartWithoutLinesIsNone() {
    assertTrue(plans(BASE + "runs: [{id: a}]\nwalk_forward:\n").isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "in_sample: 10y | : no fold fits: 2015-01-01 plus in_sample 10y is after end_date"
            + " 2020-12-31",
        "in_sample: [1y, 2y, 7y] | : no fold fits: 2015-01-01 plus in_sample 7y is after end_date"
            + " 2020-12-31",
        "in_sample: 3 | .in_sample: must be a length such as 90d, 2w, 6m, 3y or 756b",
        "in_sample: 0y | .in_sample: must be a length such as 90d, 2w, 6m, 3y or 756b",
        "in_sample: [2y, 3q] | .in_sample[1]: must be a length such as 90d, 2w, 6m, 3y or 756b",
        "in_sample: [2y, 2y] | .in_sample[1]: 2y is in the list already",
        "in_sample: [] | .in_sample: is an empty list; give it one length at least",
        "in_sample: 2y, select: sharp | .select: must be one of sharpe, sortino, calmar, cagr,"
            + " total_return, max_dd_pct, volatility, not 'sharp'; did you mean sharpe?",
        "in_sample: 2y, purge: 0 | : purge 0 is less than execution_lag 1: a choice would be traded"
            + " before it is known",
        "in_sample: 2y, candidates: ['x*'] | : candidates 'x*' matches no run",
        "in_sample: 2y, candidates: ['lot_size_1'] | : one candidate only: there is nothing to"
            + " choose",
        "in_sample: 2y, for_each: [lot_siz] | : for_each: 'lot_siz' is no parameter and no axis of"
            + " cases; did you mean lot_size?",
        "in_sample: 2y, for_each: [top_quantile, top_quantile] | : for_each: 'top_quantile' is in"
            + " the list already",
        "in_sample: 2y, step: 1y | .step: unknown key",
      })
  void aWalkForwardThatIsNone(String keys, String problem) {
    assertEquals(
        List.of("batch.yaml:9: walk_forward" + problem),
        configs.problems(
            BASE
                + "grid: {top_quantile: [0.1], ema_fast: [5, 7]}\n"
                + "runs: [{id: lot_size_1}]\n"
                + "walk_forward: {out_of_sample: 1y, "
                + keys
                + "}\n"));
  }

  @Test
  void aMistakeIsToldWithItsOwnLine() {
    assertEquals(
        List.of(
            "batch.yaml:10: walk_forward: in_sample is in years and out_of_sample in bars; use one"
                + " kind",
            "batch.yaml:12: walk_forward: for_each: 'cost' is no parameter and no axis of cases;"
                + " did you mean costs?",
            "batch.yaml:13: walk_forward: purge 0 is less than execution_lag 1: a choice would be"
                + " traded before it is known"),
        configs.problems(
            BASE
                + """
                grid: {costs: {a: {commission_bps: 1}}, top_quantile: [0.1, 0.2]}
                walk_forward:
                  in_sample: 3y
                  out_of_sample: 252b
                  for_each:
                    - cost
                  purge: 0
                """));
  }

  @Test
  void candidatesOfOneHaveOneWorld() {
    assertEquals(
        List.of(
            "batch.yaml:8: walk_forward: the candidates differ in commission_bps (1 in run"
                + " commission_bps_1_top_quantile_0_1, 5 in run commission_bps_5_top_quantile_0_1),"
                + " an assumption and no choice: the more favourable would always win; add it to"
                + " for_each, or narrow candidates"),
        configs.problems(
            BASE
                + "grid: {commission_bps: [1, 5], top_quantile: [0.1, 0.2]}\n"
                + "walk_forward: {in_sample: 3y, out_of_sample: 1y}\n"));
    assertEquals(
        1,
        plans(
                BASE
                    + "grid: {commission_bps: [1, 5], top_quantile: [0.1, 0.2]}\n"
                    + "walk_forward: {in_sample: 3y, out_of_sample: 1y,"
                    + " candidates: ['*bps_5*']}\n")
            .size());
  }

  @Test
  void everyCandidateHasWhatTheyAreGroupedBy() {
    assertEquals(
        List.of("batch.yaml:10: walk_forward: for_each: run fine_top_quantile_0_15 has no costs"),
        configs.problems(
            BASE
                + """
                grids:
                  coarse: {costs: {a: {commission_bps: 1}}, top_quantile: [0.1, 0.2]}
                  fine: {top_quantile: [0.15, 0.17]}
                walk_forward: {in_sample: 3y, out_of_sample: 1y, for_each: [costs]}
                """));
    assertEquals(
        List.of(
            "batch.yaml:8: walk_forward: one candidate only: there is nothing to choose (seed 1)",
            "batch.yaml:8: walk_forward: one candidate only: there is nothing to choose (seed 2)"),
        configs.problems(
            BASE
                + "grid: {seed: [1, 2]}\n"
                + "walk_forward: {in_sample: 3y, out_of_sample: 1y, for_each: [seed]}\n"));
  }

  @Test
  void windowsWithFewBarsAreWarnedOf() {
    BatchPlan plan =
        Planner.plan(
            configs.read(
                BASE
                    + """
                    grid: {rebalance_freq: [W, M]}
                    outputs: [equity]
                    walk_forward: {in_sample: [2m, 1y], out_of_sample: 14d, min_orders: 1}
                    """));

    List<String> warnings =
        plan.warnings().stream().filter(each -> each.startsWith("walk_forward")).toList();
    assertEquals(
        List.of(
            "walk_forward: in_sample 2m is about 42 bars, and fewer than 60 say little",
            "walk_forward: out_of_sample 14d is about 10 bars, and fewer than 20 say little",
            "walk_forward: min_orders counts orders, which outputs leaves out, so no run can be"
                + " chosen"),
        warnings);
  }
}
