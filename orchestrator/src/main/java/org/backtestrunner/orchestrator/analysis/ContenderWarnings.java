package org.backtestrunner.orchestrator.analysis;

import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.ASSUMPTION_AXIS;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.CLIFF;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.CONCENTRATED;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.EDGE_OF_GRID;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.FADES;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.HARDLY_BETTER;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.ISOLATED_PEAK;
import static org.backtestrunner.orchestrator.analysis.BatchWarning.Kind.SHORT_RECORD;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.analysis.BatchWarning.Draft;
import org.backtestrunner.orchestrator.analysis.BatchWarning.Kind;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Axis;
import org.backtestrunner.orchestrator.analysis.set.Neighbourhood;
import org.backtestrunner.orchestrator.analysis.set.ParameterGrid;
import org.backtestrunner.orchestrator.analysis.statistic.Concentration;

/**
 * What is doubtful about a run that somebody would take. The bars are conventions. A run without a
 * Sharpe ratio above 0 deserves none of these warnings.
 */
final class ContenderWarnings {
  private static final double HARDLY = 0.2;
  private static final double PEAK = 0.7;
  private static final double STEEP = 0.5;
  private static final double FADED = 0.5;
  private static final double MOST = 0.5;
  private static final double FAR_ABOVE_BENCHMARK = 1.5;
  private static final int FEWEST_YEARS = 4;
  private static final int TWO_YEARS = 504;
  private static final int FEWEST_VALUES = 3;
  private static final double LEVEL = 0.05;

  private final Contender contender;
  private final AnalysedRun run;
  private final List<BatchWarning> warnings = new ArrayList<>();

  private ContenderWarnings(Contender contender) {
    this.contender = contender;
    this.run = contender.run();
  }

  static List<BatchWarning> of(Contender contender) {
    if (!(contender.run().sharpe() > 0)) {
      return List.of();
    }
    ContenderWarnings all = new ContenderWarnings(contender);
    all.hardlyBetter();
    contender.neighbourhood().ifPresent(all::isolatedPeak);
    contender.neighbourhood().ifPresent(all::cliff);
    all.fades();
    all.concentrated();
    all.shortRecord();
    contender.grid().ifPresent(all::edgeOfGrid);
    contender.grid().ifPresent(all::assumptionAxes);
    return List.copyOf(all.warnings);
  }

  private Draft about(Kind kind) {
    return new Draft(kind).put("run_id", run.id());
  }

  private void add(Draft warning) {
    warnings.add(warning.done());
  }

  private void hardlyBetter() {
    OptionalDouble difference = contender.benchmarkDifference();
    if (difference.isPresent() && difference.getAsDouble() < HARDLY) {
      AnalysedRun benchmark = contender.benchmark().orElseThrow();
      add(
          about(HARDLY_BETTER)
              .put("sharpe", run.sharpe())
              .put("benchmark_run_id", benchmark.id())
              .put("benchmark_sharpe", benchmark.sharpe()));
    }
  }

  private void isolatedPeak(Neighbourhood around) {
    if (around.isTelling() && around.mean().getAsDouble() < PEAK * run.sharpe()) {
      add(
          about(ISOLATED_PEAK)
              .put("sharpe", run.sharpe())
              .put("neighbours", around.steps().size())
              .put("neighbours_mean", around.mean()));
    }
  }

  private void cliff(Neighbourhood around) {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Neighbourhood.Step step : around.steps()) {
      if (step.run().sharpe() < STEEP * run.sharpe()) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("axis", step.axis().name());
        told.put("from", step.axis().values().get(step.from()));
        told.put("to", step.axis().values().get(step.to()));
        told.put("run_id", step.run().id());
        told.put("sharpe", step.run().sharpe());
        steps.add(told);
      }
    }
    if (!steps.isEmpty()) {
      add(about(CLIFF).put("sharpe", run.sharpe()).put("steps", steps));
    }
  }

  private void fades() {
    OptionalDouble first = contender.record().firstHalfSharpe();
    OptionalDouble second = contender.record().secondHalfSharpe();
    if (first.orElse(0) > 0
        && second.isPresent()
        && second.getAsDouble() < FADED * first.getAsDouble()) {
      add(about(FADES).put("first_half_sharpe", first).put("second_half_sharpe", second));
    }
  }

  private void concentrated() {
    Draft warning = about(CONCENTRATED);
    boolean holds = false;
    Optional<Concentration> own = contender.record().concentration();
    Optional<Concentration> other =
        contender.benchmarkRecord().flatMap(CurveFacts.Record::concentration);
    if (own.isPresent() && inDays(own.get(), other)) {
      holds = true;
      warning.put("top_10_share", own.get().topTenShare());
      other.ifPresent(of -> warning.put("benchmark_top_10_share", of.topTenShare()));
    }
    if (own.isPresent() && inOneYear(own.get(), other)) {
      holds = true;
      warning.put("best_year", own.get().bestYear());
      warning.put("best_year_share", own.get().bestYearShare());
    }
    if (contender.largestName().isPresent() && contender.largestName().get().share() > MOST) {
      holds = true;
      warning.put("symbol", contender.largestName().get().symbol());
      warning.put("symbol_share", contender.largestName().get().share());
    }
    if (holds) {
      add(warning);
    }
  }

  private static boolean inDays(Concentration own, Optional<Concentration> benchmark) {
    double share = own.topTenShare();
    if (benchmark.isEmpty()) {
      return share > MOST;
    }
    double ofBenchmark = benchmark.get().topTenShare();
    return (share > MOST && share > ofBenchmark) || share > FAR_ABOVE_BENCHMARK * ofBenchmark;
  }

  private static boolean inOneYear(Concentration own, Optional<Concentration> benchmark) {
    return own.bestYearShare() > MOST
        && own.years() >= FEWEST_YEARS
        && benchmark.map(of -> own.bestYearShare() > of.bestYearShare()).orElse(true);
  }

  private void shortRecord() {
    int returns = contender.record().returns();
    OptionalDouble needed = contender.record().minimumReturns();
    if (returns < TWO_YEARS || (needed.isPresent() && returns < needed.getAsDouble())) {
      add(about(SHORT_RECORD).put("returns", returns).put("minimum_track_record_days", needed));
    }
  }

  private void edgeOfGrid(ParameterGrid grid) {
    for (Axis axis : grid.axes()) {
      OptionalInt place = axis.place(run);
      int last = axis.values().size() - 1;
      if (axis.isOrdered()
          && !axis.isAssumption()
          && axis.values().size() >= FEWEST_VALUES
          && place.isPresent()
          && (place.getAsInt() == 0 || place.getAsInt() == last)
          && !axis.isNaturalEnd(place.getAsInt())
          && !isLevel(grid.along(axis, run))) {
        add(
            about(EDGE_OF_GRID)
                .put("axis", axis.name())
                .put("value", axis.values().get(place.getAsInt()))
                .put("end", place.getAsInt() == 0 ? "lowest" : "highest"));
      }
    }
  }

  private static boolean isLevel(List<AnalysedRun> line) {
    double largest = line.stream().mapToDouble(AnalysedRun::sharpe).max().orElse(0);
    double smallest = line.stream().mapToDouble(AnalysedRun::sharpe).min().orElse(0);
    return largest - smallest <= LEVEL;
  }

  private void assumptionAxes(ParameterGrid grid) {
    for (Axis axis : grid.axes()) {
      if (axis.isAssumption() && !axis.isSeed()) {
        Draft warning = about(ASSUMPTION_AXIS).put("axis", axis.name());
        axis.place(run).ifPresent(place -> warning.put("value", axis.values().get(place)));
        add(warning);
      }
    }
  }
}
