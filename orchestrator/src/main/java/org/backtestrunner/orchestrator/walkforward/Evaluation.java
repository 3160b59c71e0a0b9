package org.backtestrunner.orchestrator.walkforward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.harvest.metric.Performance;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.walkforward.Fold.Choice;
import org.backtestrunner.orchestrator.walkforward.Fold.Result;
import org.backtestrunner.orchestrator.walkforward.Fold.Span;
import org.backtestrunner.orchestrator.walkforward.Fold.Status;
import org.backtestrunner.orchestrator.walkforward.StitchedCurve.Part;
import org.backtestrunner.orchestrator.walkforward.Stitching.Stitched;

/**
 * Computes walk-forwards that choose among the same candidates.
 *
 * @param candidates in plan order
 * @param parameters whose stability is told
 */
record Evaluation(List<RunResult> candidates, List<String> parameters, BatchDirectory directory) {

  /**
   * @throws IOException where a file that was harvested can no longer be read
   */
  List<WalkForward> of(List<WalkForwardPlan> plans) throws IOException {
    String freq = candidates.get(0).plan().normalised("freq");
    Doubts missing = Doubts.of(candidates);
    List<RunPlan> runs =
        candidates.stream()
            .filter(candidate -> candidate.success().isPresent())
            .map(RunResult::plan)
            .toList();
    if (runs.isEmpty()) {
      return plans.stream()
          .map(plan -> WalkForward.withoutNumbers(plan, freq, missing.all()))
          .toList();
    }
    CandidatePass pass = CandidatePass.over(plans, runs, directory);
    if (pass.difference().isPresent()) {
      Doubts doubts = missing.withDifferentBars(pass.difference().get());
      return plans.stream()
          .map(plan -> WalkForward.withoutNumbers(plan, freq, doubts.all()))
          .toList();
    }
    List<WalkForward> all = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      all.add(of(new Choosing(pass, i, plans.get(i)), freq, missing));
    }
    return all;
  }

  private WalkForward of(Choosing choosing, String freq, Doubts missing) throws IOException {
    CandidatePass pass = choosing.pass();
    List<Window> windows = pass.folds(choosing.place());
    List<OptionalInt> chosen = new ArrayList<>();
    OptionalInt before = OptionalInt.empty();
    for (int i = 0; i < windows.size(); i++) {
      before = windows.get(i).lacksHistory() ? OptionalInt.empty() : choosing.best(i, before);
      chosen.add(before);
    }
    Optional<Stitched> stitched = stitched(pass, windows, chosen);
    Optional<StitchedCurve> curve = stitched.map(Stitched::curve);
    List<Fold> folds = new ArrayList<>();
    List<Slice> inSample = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      folds.add(fold(choosing, i, chosen.get(i), curve));
      if (chosen.get(i).isPresent()) {
        inSample.add(pass.slice(choosing.place(), chosen.get(i).getAsInt(), i));
      }
    }
    List<Fold> traded = folds.stream().filter(Fold::isTraded).toList();
    double barsPerYear = pass.runs().get(0).barsPerYear();
    Map<String, Number> measures =
        traded.isEmpty()
            ? Map.of()
            : Measures.of(curve.orElseThrow(), barsPerYear, pass.meanReturns(), traded, inSample);
    return new WalkForward(
        choosing.plan(),
        freq,
        folds,
        Optional.of(next(choosing, windows.size(), before)),
        curve,
        measures,
        curve.map(this::stability).orElse(Map.of()),
        traded.isEmpty() ? Optional.empty() : curve.flatMap(c -> moments(c, barsPerYear)),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        missing.withFolds(folds, stitched.map(Stitched::lacksExposure).orElse(false)).all());
  }

  private Optional<Stitched> stitched(
      CandidatePass pass, List<Window> windows, List<OptionalInt> chosen) throws IOException {
    List<Window> folds = new ArrayList<>();
    List<Optional<RunPlan>> runs = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      if (!windows.get(i).lacksHistory()) {
        folds.add(windows.get(i));
        runs.add(run(pass, chosen.get(i)));
      }
    }
    return folds.isEmpty()
        ? Optional.empty()
        : Optional.of(Stitching.of(pass, directory, folds, runs));
  }

  private static Optional<RunPlan> run(CandidatePass pass, OptionalInt place) {
    return place.isEmpty() ? Optional.empty() : Optional.of(pass.runs().get(place.getAsInt()));
  }

  private static Optional<ReturnMoments> moments(StitchedCurve curve, double barsPerYear) {
    return ReturnMoments.of(
        Measures.performance(curve, curve.first(), curve.days().length, barsPerYear));
  }

  private static Optional<Choice> choice(Choosing choosing, int window, OptionalInt chosen) {
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    Slice slice = choosing.pass().slice(choosing.place(), chosen.getAsInt(), window);
    return Optional.of(
        new Choice(
            slice.value(), Slice.defined(slice.sharpe()), Slice.defined(slice.totalReturn())));
  }

  private static Fold fold(
      Choosing choosing, int window, OptionalInt chosen, Optional<StitchedCurve> curve) {
    CandidatePass pass = choosing.pass();
    Window rows = pass.folds(choosing.place()).get(window);
    Span in = Span.of(pass.days(), rows.inFrom(), rows.inTo());
    Optional<Span> out = Optional.of(Span.of(pass.days(), rows.outFrom(), rows.outTo()));
    OptionalInt number = OptionalInt.of(rows.number());
    if (rows.lacksHistory()) {
      return new Fold(
          number,
          Status.NO_HISTORY,
          in,
          out,
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    StitchedCurve stitched = curve.orElseThrow();
    Part part =
        stitched.parts().stream().filter(p -> p.fold() == rows.number()).findFirst().orElseThrow();
    Performance result =
        Measures.performance(
            stitched, rows.outFrom(), rows.outTo(), pass.runs().get(0).barsPerYear());
    return new Fold(
        number,
        chosen.isPresent() ? Status.TRADED : Status.NO_CANDIDATE,
        in,
        out,
        OptionalInt.of(choosing.eligible(window)),
        part.chosen(),
        choice(choosing, window, chosen),
        Optional.of(
            new Result(
                Metrics.named("sharpe").of(result),
                Metrics.named("total_return").of(result),
                Metrics.named("max_dd_pct").of(result),
                chosen.isPresent()
                    ? choosing.rank(chosen.getAsInt(), window)
                    : OptionalDouble.empty(),
                part.switchCost())));
  }

  private static Fold next(Choosing choosing, int window, OptionalInt before) {
    CandidatePass pass = choosing.pass();
    Window rows = pass.next(choosing.place());
    OptionalInt chosen = choosing.best(window, before);
    return new Fold(
        OptionalInt.empty(),
        Status.NEXT,
        Span.of(pass.days(), rows.inFrom(), rows.inTo()),
        Optional.empty(),
        OptionalInt.of(choosing.eligible(window)),
        run(pass, chosen),
        choice(choosing, window, chosen),
        Optional.empty());
  }

  private Map<String, Double> stability(StitchedCurve curve) {
    List<Measures.Seam> seams = Measures.seams(curve);
    Map<String, Double> stability = new LinkedHashMap<>();
    if (!seams.isEmpty()) {
      for (String parameter : parameters) {
        long kept = seams.stream().filter(seam -> seam.keeps(parameter)).count();
        stability.put(parameter, (double) kept / seams.size());
      }
    }
    return stability;
  }
}
