package org.backtestrunner.orchestrator.walkforward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.harvest.metric.Performance;
import org.backtestrunner.orchestrator.harvest.metric.Series;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.walkforward.StitchedCurve.Part;

/** What a stitched curve, and the choices behind it, are worth. */
final class Measures {
  private static final List<String> OF_CURVE =
      List.of("sharpe", "cagr", "volatility", "max_dd_pct", "total_return", "final_equity");
  private static final double PERCENT = 100;
  private static final double MIDDLE = 0.5;

  private final StitchedCurve curve;
  private final double barsPerYear;
  private final Map<String, Number> values = new LinkedHashMap<>();

  private Measures(StitchedCurve curve, double barsPerYear) {
    this.curve = curve;
    this.barsPerYear = barsPerYear;
  }

  /**
   * All of them, by name.
   *
   * @param meanReturns of all candidates, a value for each of their rows
   * @param traded the folds that hold a choice, at least one
   * @param inSample what their choices were in sample, in the same order
   */
  static Map<String, Number> of(
      StitchedCurve curve,
      double barsPerYear,
      double[] meanReturns,
      List<Fold> traded,
      List<Slice> inSample) {
    Measures measures = new Measures(curve, barsPerYear);
    Performance whole = measures.performance(curve.first(), curve.days().length);
    OF_CURVE.forEach(name -> measures.put(name, Metrics.named(name).of(whole)));
    measures.put("no_choice_sharpe", measures.sharpe(meanReturns));
    measures.put(
        "is_sharpe", mean(inSample.stream().mapToDouble(Slice::sharpe).filter(Double::isFinite)));
    measures.put("efficiency", measures.efficiency(inSample));
    List<Double> ranks =
        traded.stream()
            .map(fold -> fold.result().orElseThrow().rank())
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    measures.put("oos_rank", mean(ranks.stream().mapToDouble(rank -> rank)));
    measures.put(
        "below_median_pct", mean(ranks.stream().mapToDouble(rank -> rank < MIDDLE ? PERCENT : 0)));
    measures.put(
        "profitable_folds_pct",
        mean(measures.held().mapToDouble(p -> measures.growth(p) > 1 ? PERCENT : 0)));
    measures.put("largest_fold_share", measures.largestFoldShare());
    measures.values.put("switches", measures.switches());
    measures.put(
        "switch_cost_pct",
        OptionalDouble.of(PERCENT * curve.parts().stream().mapToDouble(Part::switchCost).sum()));
    return measures.values;
  }

  /** The curve of some rows, from the value before them on. */
  static Performance performance(StitchedCurve curve, int from, int to, double barsPerYear) {
    double[] values =
        Arrays.copyOfRange(curve.values(), from - curve.first(), to - curve.first() + 1);
    return Performance.of(values, OptionalDouble.empty(), barsPerYear, Optional.empty());
  }

  private Performance performance(int from, int to) {
    return performance(curve, from, to, barsPerYear);
  }

  private void put(String name, OptionalDouble value) {
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      values.put(name, value.getAsDouble());
    }
  }

  private static OptionalDouble mean(DoubleStream values) {
    double[] all = values.toArray();
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Series.mean(all));
  }

  private OptionalDouble sharpe(double[] meanReturns) {
    double[] returns = Arrays.copyOfRange(meanReturns, curve.first(), meanReturns.length);
    return OptionalDouble.of(
        Series.mean(returns) / Series.standardDeviation(returns) * Math.sqrt(barsPerYear));
  }

  private Stream<Part> held() {
    return curve.parts().stream().filter(part -> part.chosen().isPresent());
  }

  /** Growth a bar out of sample over that in sample. */
  private OptionalDouble efficiency(List<Slice> inSample) {
    double in =
        inSample.stream().mapToDouble(Slice::logGrowth).sum()
            / inSample.stream().mapToInt(Slice::returns).sum();
    double sum = 0;
    int count = 0;
    for (Part part : held().toList()) {
      for (double each : performance(part.from(), part.to()).returns()) {
        sum += StrictMath.log1p(each);
        count++;
      }
    }
    return in > 0 ? OptionalDouble.of(sum / count / in) : OptionalDouble.empty();
  }

  private double growth(Part part) {
    return curve.at(part.to() - 1) / curve.at(part.from() - 1);
  }

  private OptionalDouble largestFoldShare() {
    double[] growths =
        curve.parts().stream().mapToDouble(part -> StrictMath.log(growth(part))).toArray();
    double total = Series.sum(growths);
    return total > 0
        ? OptionalDouble.of(DoubleStream.of(growths).max().orElseThrow() / total)
        : OptionalDouble.empty();
  }

  private int switches() {
    return (int) seams(curve).stream().filter(s -> !s.before().equals(s.after())).count();
  }

  /** A boundary between two folds that both hold a choice. */
  record Seam(RunPlan before, RunPlan after) {
    boolean keeps(String parameter) {
      return before.find(parameter).equals(after.find(parameter));
    }
  }

  static List<Seam> seams(StitchedCurve curve) {
    List<Seam> seams = new ArrayList<>();
    for (int i = 1; i < curve.parts().size(); i++) {
      Optional<RunPlan> before = curve.parts().get(i - 1).chosen();
      Optional<RunPlan> after = curve.parts().get(i).chosen();
      if (before.isPresent() && after.isPresent()) {
        seams.add(new Seam(before.get(), after.get()));
      }
    }
    return seams;
  }
}
