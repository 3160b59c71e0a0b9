package org.backtestrunner.orchestrator.analysis;

import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.analysis.set.CurveCalendar;
import org.backtestrunner.orchestrator.analysis.statistic.MeanCorrelation;
import org.backtestrunner.orchestrator.analysis.statistic.TrackRecord;
import org.backtestrunner.orchestrator.harvest.metric.DeflatedSharpe;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.harvest.metric.Trials;

/**
 * How much was tried, and what luck alone would have shown.
 *
 * @param trials of the frequency of the group
 * @param correlatedCurves how many curves the correlation is of
 * @param meanCorrelation of the trials of the group
 * @param effective number of independent trials that these stand for
 * @param luckVariance of the Sharpe ratios, per period, that so many equally correlated trials
 *     without skill would have
 * @param bestUnskilledSharpe annualised, that the best of as many independent ones would show
 * @param annual what a Sharpe ratio per period is annualised by
 */
public record TrialFacts(
    Trials trials,
    int correlatedCurves,
    OptionalDouble meanCorrelation,
    OptionalDouble effective,
    OptionalDouble luckVariance,
    OptionalDouble bestUnskilledSharpe,
    double annual) {

  private static final double FAR_ABOVE_LUCK = 1.5;
  private static final double FAR_BELOW_LUCK = 0.75;

  /** How far the Sharpe ratios of the trials lie apart, beside what luck alone would do. */
  public enum Spread {
    DIFFER_IN_KIND("differ_in_kind"),
    AS_LUCK("as_luck"),
    HARDLY_DIFFER("hardly_differ");

    private final String label;

    Spread(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * @param bestReturns the number of returns r of the best run, if there is one
   */
  static TrialFacts of(
      Trials trials,
      CurveCalendar calendar,
      MeanCorrelation correlation,
      Optional<Integer> bestReturns) {
    OptionalDouble mean = correlation.mean();
    OptionalDouble luck =
        mean.isPresent() && bestReturns.isPresent()
            ? OptionalDouble.of(Math.max(0, 1 - mean.getAsDouble()) / (bestReturns.get() - 1))
            : OptionalDouble.empty();
    return new TrialFacts(
        trials,
        correlation.curves(),
        mean,
        mean.isPresent()
            ? OptionalDouble.of(MeanCorrelation.effectiveTrials(mean.getAsDouble(), trials.count()))
            : OptionalDouble.empty(),
        luck,
        TrackRecord.bestUnskilledSharpe(trials.count(), calendar.years()),
        Math.sqrt(calendar.barsPerYear()));
  }

  /** Standard deviation of the Sharpe ratios of the trials, annualised. */
  public OptionalDouble sharpeDeviation() {
    return root(trials.sharpeVariance());
  }

  /** The Sharpe ratio that the best trial is expected to show if none has any skill, annualised. */
  public double expectedMaximumSharpe() {
    return trials.expectedMaximumSharpe() * annual;
  }

  /** The standard deviation that luck alone would give, annualised. */
  public OptionalDouble luckDeviation() {
    return root(luckVariance);
  }

  private OptionalDouble root(OptionalDouble variance) {
    return variance.isPresent()
        ? OptionalDouble.of(Math.sqrt(variance.getAsDouble()) * annual)
        : OptionalDouble.empty();
  }

  public Optional<Spread> spread() {
    if (trials.sharpeVariance().isEmpty() || luckVariance.isEmpty()) {
      return Optional.empty();
    }
    double observed = Math.sqrt(trials.sharpeVariance().getAsDouble());
    double byLuck = Math.sqrt(luckVariance.getAsDouble());
    if (observed > FAR_ABOVE_LUCK * byLuck) {
      return Optional.of(Spread.DIFFER_IN_KIND);
    }
    return Optional.of(observed < FAR_BELOW_LUCK * byLuck ? Spread.HARDLY_DIFFER : Spread.AS_LUCK);
  }

  /**
   * The deflated Sharpe ratio of a run, with the spread that luck alone would give instead of the
   * observed one. It is published nowhere.
   */
  OptionalDouble luckOnly(ReturnMoments moments) {
    return deflated(moments, luckVariance, OptionalDouble.of(trials.count()));
  }

  /** The deflated Sharpe ratio of a run at the effective number of trials. */
  OptionalDouble atEffectiveNumber(ReturnMoments moments) {
    return deflated(moments, trials.sharpeVariance(), effective);
  }

  private static OptionalDouble deflated(
      ReturnMoments moments, OptionalDouble variance, OptionalDouble number) {
    if (variance.isEmpty() || number.isEmpty()) {
      return OptionalDouble.empty();
    }
    double best =
        Math.sqrt(variance.getAsDouble()) * Trials.expectedMaximumOfNormals(number.getAsDouble());
    return DeflatedSharpe.probabilisticSharpe(moments, best);
  }
}
