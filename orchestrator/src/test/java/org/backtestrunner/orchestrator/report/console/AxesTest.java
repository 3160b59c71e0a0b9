package org.backtestrunner.orchestrator.report.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.config.Configs;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AxesTest {
  @TempDir private Path directory;

  private List<RunPlan> runs(String yaml) {
    return Planner.plan(new Configs(directory).read(Configs.BASE + yaml)).runs();
  }

  @Test
  void aLabelStandsForTheParametersThatItDecides() {
    List<RunPlan> runs =
        runs(
            """
            runs: [{id: a, overrides: {commission_bps: 7}}]
            grids:
              b:
                costs:
                  free: {commission_bps: 0, spread_bps: 0}
                  dear: {commission_bps: 5, spread_bps: 9}
                max_gross_exposure: [0.5, 1]
            """);
    Axes axes = Axes.of(runs);
    assertEquals(List.of("costs", "max_gross_exposure"), axes.names());
    assertEquals("dear", axes.value(runs.get(4), "costs"));
    assertEquals("1", axes.value(runs.get(4), "max_gross_exposure"));
    assertEquals("b", runs.get(4).source().gridName());
    assertEquals("", runs.get(0).source().gridName());
  }

  @Test
  void anInnerAxisOfACaseIsOneStill() {
    List<RunPlan> runs =
        runs(
            """
            grid:
              model:
                trend: {strategy: trend_baseline, ema_fast: [5, 10]}
                hold:  {strategy: buy_and_hold}
            """);
    assertEquals(List.of("model", "ema_fast"), Axes.of(runs).names());
    assertEquals("", runs.get(0).source().gridName());
  }

  @Test
  void withoutLabelsItIsWhatDiffers() {
    assertEquals(
        List.of("start_capital"),
        Axes.of(runs("grid: {start_capital: [1, 2], lot_size: 1, seed: [3]}\n")).names());
  }
}
