package org.backtestrunner.orchestrator.analysis.set;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.config.Configs;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.plan.Planner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runs of named grids and of cases are to the statistics. */
class ParameterGridTest {
  @TempDir private Path directory;

  private List<ParameterGrid> grids(String yaml) {
    List<AnalysedRun> runs =
        Planner.plan(new Configs(directory).read(Configs.BASE + yaml)).runs().stream()
            .map(run -> new AnalysedRun(RunResult.notStarted(run, Cause.INTERRUPTED), Map.of()))
            .toList();
    return ParameterGrid.all(runs);
  }

  private static List<String> axes(ParameterGrid grid) {
    return grid.axes().stream()
        .map(
            axis ->
                axis.name()
                    + (axis.isLabel() ? " label" : "")
                    + (axis.isOrdered() ? " ordered" : "")
                    + (axis.isAssumption() ? " assumption " : " ")
                    + axis.values())
        .toList();
  }

  @Test
  void eachGridStandsForItself() {
    List<ParameterGrid> grids =
        grids(
            """
            runs: [{id: a}]
            grid: {start_capital: [1, 2], fill_price: close}
            grids: {b: {lot_size: [3, 1]}, c: {seed: [1, 2]}}
            """);
    assertEquals(
        List.of("grid", "grids.b", "grids.c"), grids.stream().map(ParameterGrid::name).toList());
    assertEquals(
        List.of(2, 2, 2), grids.stream().map(ParameterGrid::runs).map(List::size).toList());
    assertEquals(List.of("start_capital ordered assumption [1, 2]"), axes(grids.get(0)));
    assertEquals(List.of("lot_size ordered assumption [1, 3]"), axes(grids.get(1)));
  }

  /** Costs are nothing to choose; a strategy is, also where costs come with it. */
  @Test
  void aLabelIsAnAxisInPlaceOfWhatItDecides() {
    assertEquals(
        List.of("costs label assumption [free, dear]", "max_gross_exposure ordered [0.5, 1]"),
        axes(
            grids(
                    """
                    grid:
                      strategy: trend_baseline
                      max_gross_exposure: [1, 0.5]
                      costs:
                        free: {commission_bps: 0, spread_bps: 0}
                        dear: {commission_bps: 5, spread_bps: 9}
                    """)
                .get(0)));
    assertEquals(
        List.of("model label [trend, hold]", "ema_fast ordered [5, 10]"),
        axes(
            grids(
                    """
                    grid:
                      model:
                        trend: {strategy: trend_baseline, ema_fast: [5, 10], commission_bps: 1}
                        hold:  {strategy: buy_and_hold, commission_bps: 0}
                    """)
                .get(0)));
  }

  @Test
  void casesWithoutLabelsAreTheirParameters() {
    assertEquals(
        List.of("ema_fast ordered [5, 20]", "ema_slow ordered [30, 60]"),
        axes(
            grids(
                    """
                    grid:
                      strategy: trend_baseline
                      speed: [{ema_fast: 5, ema_slow: 30}, {ema_fast: 20, ema_slow: 60}]
                    """)
                .get(0)));
  }
}
