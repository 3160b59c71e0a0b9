package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.grid.Grid;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.parameter.WorkerJars;
import org.backtestrunner.orchestrator.launch.compile.StrategyCompiler;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The situations of docs/sweeps.md, and what each spans. */
class SweepSituationsTest {
  private static final String BASE =
      Configs.BASE.replace("buy_and_hold", "multifactor_long_short")
          + "  bundle_path: \"bundle.yaml\"\n  groups_file: \"groups.csv\"\n";

  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private List<RunPlan> runs(String yaml) {
    return Planner.plan(configs.read(BASE + yaml)).runs();
  }

  private static List<String> ids(List<RunPlan> runs) {
    return runs.stream().map(RunPlan::id).toList();
  }

  private static void assertSpans(int count, String first, String last, List<RunPlan> runs) {
    assertEquals(count, runs.size());
    assertEquals(first, runs.get(0).id());
    assertEquals(last, runs.get(count - 1).id());
    assertEquals(count, Set.copyOf(ids(runs)).size());
  }

  @Test
  void gridAndBenchmark() {
    assertSpans(
        13,
        "buy_and_hold",
        "max_gross_exposure_1_2_commission_bps_1_0",
        runs(
            """
            runs: [{id: "buy_and_hold", overrides: {strategy: "buy_and_hold"}}]
            grid: {max_gross_exposure: [0.6, 0.8, 1.0, 1.2], commission_bps: [0.0, 0.5, 1.0]}
            """));
  }

  @Test
  void rangesAndACondition() {
    String yaml =
        """
        grid:
          strategy: "trend_baseline"
          ema_fast: {from: 5, to: 50, step: 5}
          ema_slow: {from: 20, to: 200, step: 20}
          where: "2 * ema_fast <= ema_slow"
        """;
    assertSpans(80, "ema_fast_5_ema_slow_20", "ema_fast_50_ema_slow_200", runs(yaml));
    Grid grid = configs.read(BASE + yaml).runs().grid().orElseThrow();
    assertEquals(100, grid.combinations().intValueExact());
    assertEquals(List.of(new Grid.LeftOut("2 * ema_fast <= ema_slow", 20)), grid.leftOut());
    assertEquals("trend_baseline", runs(yaml).get(79).strategy());
  }

  private static String sample(int n, String method, int seed) {
    return """
        grid:
          top_quantile: {from: 0.05, to: 0.50, step: 0.05}
          bottom_quantile: {from: 0.00, to: 0.50, step: 0.05}
          max_gross_exposure: {from: 0.5, to: 2.0, step: 0.1}
          rebalance_freq: [W, M, Q]
          where: "bottom_quantile <= top_quantile"
          sample: {n: %d, method: %s, seed: %d}
        """
        .formatted(n, method, seed);
  }

  /** For the k-th of 10 upper quantiles there are 10 - k larger lower ones: 45 of 110 pairs. */
  @Test
  void aSample() {
    for (String method : List.of("sobol", "random")) {
      List<RunPlan> runs = runs(sample(128, method, 7));
      assertEquals(128, Set.copyOf(ids(runs)).size());
      for (RunPlan run : runs) {
        assertTrue(
            Double.parseDouble(run.normalised("bottom_quantile"))
                <= Double.parseDouble(run.normalised("top_quantile")));
      }
      assertEquals(ids(runs).subList(0, 64), ids(runs(sample(64, method, 7))));
      assertTrue(!ids(runs).equals(ids(runs(sample(128, method, 8)))));
    }
    Grid grid = configs.read(BASE + sample(128, "sobol", 7)).runs().grid().orElseThrow();
    assertEquals(5280, grid.combinations().intValueExact());
    assertEquals(
        List.of(new Grid.LeftOut("bottom_quantile <= top_quantile", 45 * 16 * 3)), grid.leftOut());

    List<RunPlan> all = runs(sample(5000, "sobol", 7));
    assertSpans(
        5280 - 2160,
        "top_quantile_0_05_bottom_quantile_0_00_max_gross_exposure_0_5_rebalance_freq_W",
        "top_quantile_0_50_bottom_quantile_0_50_max_gross_exposure_2_0_rebalance_freq_Q",
        all);
    assertEquals(
        List.of("grid: sample n 5000 takes all 3120"),
        configs.read(BASE + sample(5000, "sobol", 7)).runs().grid().orElseThrow().notes());
    assertEquals(
        List.of(
            "grid: sobol is even on every axis where n is a power of two, such as 128; n is 100"),
        configs.read(BASE + sample(100, "sobol", 7)).runs().grid().orElseThrow().notes());
  }

  @Test
  void everyBundleOfADirectory() throws IOException {
    Files.createDirectories(directory.resolve("bundles/more"));
    for (String name : List.of("trend.yaml", "ml_alpha.yaml", "low-vol.yaml", "notes.txt")) {
      Files.writeString(directory.resolve("bundles").resolve(name), "");
    }
    String yaml =
        """
        grid:
          bundle_path: {glob: "bundles/*.yaml"}
          rebalance_freq: [M, Q]
          factor_file: "factors.csv"
          factor_max_age_days: 10
        """;
    assertEquals(
        List.of(
            "bundle_path_low_vol_rebalance_freq_M",
            "bundle_path_low_vol_rebalance_freq_Q",
            "bundle_path_ml_alpha_rebalance_freq_M",
            "bundle_path_ml_alpha_rebalance_freq_Q",
            "bundle_path_trend_rebalance_freq_M",
            "bundle_path_trend_rebalance_freq_Q"),
        ids(runs(yaml)));
    assertEquals("bundles/trend.yaml", runs(yaml).get(5).overrides().get("bundle_path"));
    assertEquals("10", runs(yaml).get(5).overrides().get("factor_max_age_days"));

    Files.writeString(directory.resolve("bundles/more/trend.yaml"), "");
    assertEquals(
        List.of("bundle_path_bundles_more_trend_yaml", "bundle_path_bundles_x_trend_yaml"),
        ids(runs(twoStems())));
  }

  private String twoStems() throws IOException {
    Files.createDirectories(directory.resolve("bundles/x"));
    Files.writeString(directory.resolve("bundles/x/trend.yaml"), "");
    return "grid:\n  bundle_path: {glob: \"bundles/*/*.yaml\"}\n";
  }

  @Test
  void valuesThatMoveTogether() {
    assertEquals(
        List.of(
            "ema_fast_5_ema_slow_20_max_gross_exposure_0_5",
            "ema_fast_5_ema_slow_20_max_gross_exposure_1_0",
            "ema_fast_20_ema_slow_60_max_gross_exposure_0_5",
            "ema_fast_20_ema_slow_60_max_gross_exposure_1_0",
            "ema_fast_50_ema_slow_200_max_gross_exposure_0_5",
            "ema_fast_50_ema_slow_200_max_gross_exposure_1_0"),
        ids(
            runs(
                """
                grid:
                  strategy: "trend_baseline"
                  speed: [{ema_fast: 5, ema_slow: 20}, {ema_fast: 20, ema_slow: 60}, {ema_fast: 50, ema_slow: 200}]
                  max_gross_exposure: [0.5, 1.0]
                """)));
  }

  @Test
  void namedPeriods() {
    List<RunPlan> runs =
        runs(
            """
            grid:
              period:
                crisis:   {start_date: "2007-07-01", end_date: "2009-06-30"}
                recovery: {start_date: "2009-07-01", end_date: "2015-12-31"}
                covid:    {start_date: "2020-01-01", end_date: "2020-12-31"}
              top_quantile: [0.1, 0.2, 0.3]
            """);
    assertSpans(9, "period_crisis_top_quantile_0_1", "period_covid_top_quantile_0_3", runs);
    assertEquals("2009-06-30", runs.get(2).normalised("end_date"));
    assertEquals(new RunPlan.Source("grid", Map.of("period", "crisis")), runs.get(2).source());
    assertEquals(
        List.of("start_date", "end_date", "top_quantile"),
        List.copyOf(runs.get(2).overrides().keySet()));
  }

  @Test
  void costScenariosTimesStrategies() {
    String yaml =
        """
        grid:
          costs:
            free:     {commission_bps: 0, spread_bps: 0, borrow_bps_per_year: 0}
            usual:    {commission_bps: 1, spread_bps: 4, borrow_bps_per_year: 50}
            stressed: {commission_bps: 5, spread_bps: 20, borrow_bps_per_year: 300}
          strategy: [multifactor_long_short, trend_baseline, buy_and_hold]
        """;
    assertSpans(
        9,
        "costs_free_strategy_multifactor_long_short",
        "costs_stressed_strategy_buy_and_hold",
        runs(yaml));
    assertEquals(
        List.of("costs_usual_strategy_buy_and_hold", "costs_stressed_strategy_buy_and_hold"),
        ids(runs(yaml + "  where: [\"costs != 'free'\", \"strategy == 'buy_and_hold'\"]\n")));
  }

  @Test
  void axesThatOnlyOneStrategyHas() {
    String yaml =
        """
        grid:
          model:
            trend:   {strategy: trend_baseline, ema_fast: [10, 20], ema_slow: [60, 120]}
            factors: {strategy: multifactor_long_short, top_quantile: {from: 0.1, to: 0.3, step: 0.1}}
          max_gross_exposure: [0.5, 1.0]
        """;
    assertSpans(
        14,
        "model_trend_ema_fast_10_ema_slow_60_max_gross_exposure_0_5",
        "model_factors_top_quantile_0_3_max_gross_exposure_1_0",
        runs(yaml));
    assertEquals(Map.of("model", "factors"), runs(yaml).get(13).source().labels());
    assertEquals(
        8 - 2,
        runs(yaml + "  where: \"model == 'trend' and not (ema_fast == 20 and ema_slow == 60)\"\n")
            .size());
  }

  @Test
  void coarseAndFine() {
    List<RunPlan> runs =
        runs(
            """
            grids:
              coarse: {top_quantile: {from: 0.1, to: 0.5, step: 0.1}, bottom_quantile: {from: 0.1, to: 0.5, step: 0.1}}
              fine:   {top_quantile: {from: 0.15, to: 0.25, step: 0.01}, tags: ["zoom"]}
            """);
    assertSpans(36, "coarse_top_quantile_0_1_bottom_quantile_0_1", "fine_top_quantile_0_25", runs);
    assertEquals("coarse_top_quantile_0_5_bottom_quantile_0_5", runs.get(24).id());
    assertEquals("grids.coarse", runs.get(24).source().key());
    assertEquals("grids.fine", runs.get(25).source().key());
    assertEquals(List.of("grid_search", "zoom"), runs.get(25).tags());
    assertEquals(List.of("grid_search"), runs.get(0).tags());
  }

  @Test
  void oneThingAtATimeAroundTheBase() {
    List<RunPlan> runs =
        runs(
            """
            grids:
              sensitivity:
                vary: each
                top_quantile: [0.1, 0.15, 0.25, 0.3]
                max_gross_exposure: {from: 0.25, to: 4, times: 2}
                rebalance_freq: [W, Q]
                execution_lag: [2, 5]
            """);
    assertSpans(13, "sensitivity_top_quantile_0_1", "sensitivity_execution_lag_5", runs);
    assertEquals("sensitivity_max_gross_exposure_0_25", runs.get(4).id());
    assertEquals(Map.of("execution_lag", "5"), runs.get(12).overrides());
  }

  @Test
  void robustness() {
    List<RunPlan> runs =
        runs(
            """
            grids:
              draws:  {universe_sample: 0.8, seed: {from: 1, to: 100, step: 1}}
              starts: {start_date: {from: "2014-01-01", to: "2018-01-01", step: 3m}}
            """);
    assertSpans(117, "draws_seed_1", "starts_start_date_2018_01_01", runs);
    assertEquals("0.8", runs.get(99).normalised("universe_sample"));
    assertEquals("starts_start_date_2014_04_01", runs.get(101).id());
  }

  @Test
  void aListFromElsewhere() throws IOException {
    Files.writeString(
        directory.resolve("trials.csv"),
        "\uFEFFid,tags,strategy,ema_fast,ema_slow,top_quantile\r\n"
            + "best_1,one two,trend_baseline,20,100,\r\n"
            + "\r\n"
            + ",,multifactor_long_short,,,\"0.10\"\r\n");
    List<RunPlan> runs = runs("runs: [{id: first}]\nruns_file: trials.csv\ngrid: {seed: [1]}\n");
    assertEquals(
        List.of("first", "best_1", "strategy_multifactor_long_short_top_quantile_0_10", "seed_1"),
        ids(runs));
    assertEquals(
        List.of("runs", "runs_file:2", "runs_file:4", "grid"),
        runs.stream().map(run -> run.source().key()).toList());
    assertEquals(List.of("one", "two"), runs.get(1).tags());
    assertEquals(
        Map.of("strategy", "trend_baseline", "ema_fast", "20", "ema_slow", "100"),
        runs.get(1).overrides());
    assertEquals("multifactor_long_short", runs.get(2).strategy());
  }

  @Test
  void costScenariosForAWalkForward() {
    assertSpans(
        48,
        "top_quantile_0_05_rebalance_freq_W_costs_usual",
        "top_quantile_0_40_rebalance_freq_Q_costs_stressed",
        runs(
            """
            grid:
              top_quantile: {from: 0.05, to: 0.40, step: 0.05}
              rebalance_freq: [W, M, Q]
              costs:
                usual:    {commission_bps: 1, spread_bps: 4}
                stressed: {commission_bps: 5, spread_bps: 20}
            """));
  }

  /** What the manual writes out is taken as it stands there. */
  @Test
  void theSituationsOfTheManualSpanWhatItSays() throws IOException {
    Path home = Path.of("").toAbsolutePath().getParent();
    for (String file :
        List.of(
            "configs/factor_bundles/a.yaml",
            "configs/factor_bundles/b.yaml",
            "configs/factor_bundles/c.yaml",
            "configs/data/sample_ml_alpha.csv")) {
      Files.createDirectories(directory.resolve(file).getParent());
      Files.writeString(directory.resolve(file), "");
    }
    Files.writeString(directory.resolve("trials.csv"), "id\nbest_1\nbest_2\n");
    List<Integer> expected = List.of(13, 80, 128, 6, 6, 9, 9, 14, 36, 13, 117, 2, 48, 8);
    Matcher situations =
        Pattern.compile("\\*\\*(\\d+)\\. [^`]*?.*?```yaml\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(home.resolve("docs/sweeps.md")));
    int found = 0;
    while (situations.find()) {
      found++;
      assertEquals(found, Integer.parseInt(situations.group(1)));
      String elevenYears = BASE.replace("2015-01-01", "2014-01-01").replace("2020", "2024");
      BatchConfig config = configs.read(elevenYears + situations.group(2));
      assertEquals(
          expected.get(found - 1), Planner.plan(config).runs().size(), situations.group(2));
      int walks = found == 13 ? 4 : found == 14 ? 1 : 0;
      assertEquals(walks, config.walkForwards().size(), situations.group(2));
    }
    assertEquals(expected.size(), found);
  }

  @Test
  void aNamedGridWithoutAxesIsOneRun() {
    List<RunPlan> runs = runs("grids:\n  hold_out: {strategy: buy_and_hold}\n  base: {}\n");
    assertEquals(List.of("hold_out", "base"), ids(runs));
    assertEquals("buy_and_hold", runs.get(0).strategy());
  }

  /** The grids of the examples mean what they meant when grids had lists only. */
  @Test
  void theExamplesSpanTheIdsOfOld() throws IOException {
    Path home = Path.of("").toAbsolutePath().getParent();
    Map<String, Integer> sizes =
        Map.of(
            "batch_example", 5,
            "bundle_comparison", 3,
            "grid_search", 12,
            "mixed_batch", 3,
            "robustness", 11,
            "crossover", 81);
    for (String name : new HashSet<>(sizes.keySet())) {
      BatchConfig config =
          ConfigReader.read(
              home.resolve("configs/" + name + ".yaml"),
              GivenOptions.none(),
              home,
              WorkerJars.withAllParameters(directory),
              new StrategyCompiler());
      List<String> ids = ids(Planner.plan(config).runs());
      assertEquals(sizes.get(name), ids.size(), name);
      assertEquals(expected(name), ids, name);
    }
  }

  private static List<String> expected(String example) {
    List<String> ids = new ArrayList<>();
    switch (example) {
      case "batch_example" ->
          ids.addAll(
              List.of(
                  "momentum_low_volatility",
                  "trend_liquidity",
                  "ml_alpha",
                  "trend_baseline",
                  "buy_and_hold"));
      case "bundle_comparison" ->
          ids.addAll(
              List.of(
                  "momentum_low_volatility_2014_2018",
                  "trend_liquidity_2014_2018",
                  "momentum_low_volatility_2019_2024"));
      case "grid_search" -> {
        for (String exposure : List.of("0_6", "0_8", "1_0", "1_2")) {
          for (String commission : List.of("0_0", "0_5", "1_0")) {
            ids.add("max_gross_exposure_" + exposure + "_commission_bps_" + commission);
          }
        }
      }
      case "mixed_batch" ->
          ids.addAll(List.of("buy_and_hold", "rebalance_freq_M", "rebalance_freq_Q"));
      case "robustness" -> {
        ids.add("full_universe");
        for (int seed = 1; seed <= 10; seed++) {
          ids.add("seed_" + seed);
        }
      }
      default -> {
        ids.add("buy_and_hold");
        for (int fast = 5; fast <= 50; fast += 5) {
          for (int slow = 20; slow <= 200; slow += 20) {
            if (2 * fast <= slow) {
              ids.add("ema_fast_" + fast + "_ema_slow_" + slow);
            }
          }
        }
      }
    }
    return ids;
  }
}
