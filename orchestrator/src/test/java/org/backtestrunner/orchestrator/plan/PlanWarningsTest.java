package org.backtestrunner.orchestrator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.config.Configs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanWarningsTest {
  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private List<String> warnings(String rest) {
    return Planner.plan(configs.read(Configs.BASE + rest)).warnings();
  }

  @Test
  void anOrdinaryBatchHasNoWarnings() {
    assertEquals(
        List.of(),
        warnings(
            "  ema_fast: 5\nruns: [{id: a}]\ngrid: {max_gross_exposure: [0.5, 0.6]}\nseed: 3\n"));
  }

  @Test
  void runsThatComputeTheSameAreNamed() {
    assertEquals(
        List.of("identical runs (params hash 8f21f45d3a13a237) count as one trial: a, b"),
        warnings("runs: [{id: a}, {id: b, overrides: {commission_bps: 0.0}}]\n"));
  }

  @Test
  void anAxisThatTheStrategyDoesNotUseIsNamed() {
    assertEquals(
        List.of(
            "grid axis ema_fast is not used by strategy buy_and_hold,"
                + " so runs that differ only in it are identical: ema_fast_5, ema_fast_10",
            "identical runs (params hash 8f21f45d3a13a237) count as one trial:"
                + " ema_fast_5, ema_fast_10"),
        warnings("grid: {ema_fast: [5, 10]}\n"));
  }

  @Test
  void anAxisIsNamedOnlyForTheStrategiesThatDoNotUseIt() {
    assertEquals(
        List.of(
            "grid axis ema_fast is not used by strategy buy_and_hold, so runs that differ only in"
                + " it are identical: strategy_buy_and_hold_ema_fast_5,"
                + " strategy_buy_and_hold_ema_fast_10",
            "identical runs (params hash 8f21f45d3a13a237) count as one trial:"
                + " strategy_buy_and_hold_ema_fast_5, strategy_buy_and_hold_ema_fast_10"),
        warnings("grid: {strategy: [buy_and_hold, trend_baseline], ema_fast: [5, 10]}\n"));
  }

  @Test
  void seedsWithoutASampleAreNamedAndManyRunsSummarised() {
    assertEquals(
        List.of(
            "grid axis seed counts only where universe_sample differs from its default, so runs"
                + " that differ only in it are identical:"
                + " seed_1, seed_2, seed_3, seed_4, seed_5 and 2 more",
            "identical runs (params hash 8f21f45d3a13a237) count as one trial:"
                + " seed_1, seed_2, seed_3, seed_4, seed_5 and 2 more"),
        warnings("grid: {seed: [1, 2, 3, 4, 5, 6, 7]}\n"));
  }

  @Test
  void anOverrideWithoutEffectIsNamed() {
    assertEquals(
        List.of(
            "override top_quantile is not used by strategy buy_and_hold,"
                + " so it changes nothing there: a"),
        warnings("runs: [{id: a, overrides: {top_quantile: 0.1}}]\n"));
  }

  @Test
  void ofManyGroupsOfEqualRunsAFewAreTold() {
    List<String> warnings = warnings("grid: {lot_size: [1, 2, 3, 4, 5, 6, 7, 8], seed: [1, 2]}\n");
    assertEquals(1 + 5 + 1, warnings.size());
    assertEquals("and 3 more groups of identical runs", warnings.get(6));
  }
}
