package org.backtestrunner.orchestrator.walkforward;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;

/**
 * What came of a walk-forward.
 *
 * @param freq of its candidates
 * @param folds without the next choice; none where there are no numbers
 * @param next what would be chosen now
 * @param curve of the choices; absent where there is no fold out of sample
 * @param measures by name in the order of the columns; without undefined ones, and without those
 *     that are deflated
 * @param stability by parameter: the share of seams at which the choice kept its value
 * @param moments of the returns of the curve, where its Sharpe ratio is defined
 * @param deflatedSharpe by the walk-forwards of this batch
 * @param deflatedSharpeEver by all that were ever tried on the same data, as somebody who remembers
 *     them says
 * @param warnings in the order of their kinds
 */
public record WalkForward(
    WalkForwardPlan plan,
    String freq,
    List<Fold> folds,
    Optional<Fold> next,
    Optional<StitchedCurve> curve,
    Map<String, Number> measures,
    Map<String, Double> stability,
    Optional<ReturnMoments> moments,
    OptionalDouble deflatedSharpe,
    OptionalDouble deflatedSharpeEver,
    List<WalkForwardWarning> warnings) {

  public WalkForward {
    folds = List.copyOf(folds);
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    stability = Collections.unmodifiableMap(new LinkedHashMap<>(stability));
    warnings = List.copyOf(warnings);
  }

  /** One of which nothing is known but that there are doubts. */
  static WalkForward withoutNumbers(
      WalkForwardPlan plan, String freq, List<WalkForwardWarning> warnings) {
    return new WalkForward(
        plan,
        freq,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        warnings);
  }

  /** A measure; absent where it is undefined. */
  public OptionalDouble measure(String name) {
    Number value = measures.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
  }

  /** How many folds have held a choice. */
  public long traded() {
    return folds.stream().filter(Fold::isTraded).count();
  }

  WalkForward withDeflatedSharpe(OptionalDouble value) {
    return new WalkForward(
        plan,
        freq,
        folds,
        next,
        curve,
        measures,
        stability,
        moments,
        value,
        deflatedSharpeEver,
        warnings);
  }

  WalkForward withDeflatedSharpeEver(OptionalDouble value) {
    return new WalkForward(
        plan,
        freq,
        folds,
        next,
        curve,
        measures,
        stability,
        moments,
        deflatedSharpe,
        value,
        warnings);
  }
}
