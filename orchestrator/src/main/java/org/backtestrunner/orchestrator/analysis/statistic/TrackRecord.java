package org.backtestrunner.orchestrator.analysis.statistic;

import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.harvest.metric.Metric;
import org.backtestrunner.orchestrator.harvest.metric.NormalDistribution;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.harvest.metric.Trials;

/** How long a record must be before it says something. */
public final class TrackRecord {
  private static final double ERROR = 0.05;

  private TrackRecord() {}

  /**
   * The number of returns from which on a Sharpe ratio is above 0 with a probability of 95 %: the
   * minimum track record length of Bailey and López de Prado (2012), "The Sharpe Ratio Efficient
   * Frontier". Empty where the ratio is not above 0.
   *
   * @param moments of the returns that are counted
   */
  public static OptionalDouble minimumReturns(ReturnMoments moments) {
    return minimumReturns(moments, 0);
  }

  /**
   * @param benchmark per period, which the ratio is to be above
   */
  static OptionalDouble minimumReturns(ReturnMoments moments, double benchmark) {
    double sharpe = moments.sharpe();
    double bracket =
        1 - moments.skewness() * sharpe + (moments.kurtosis() - 1) / 4 * sharpe * sharpe;
    if (sharpe <= benchmark || !(bracket > 0)) {
      return OptionalDouble.empty();
    }
    double errors = NormalDistribution.upperTailQuantile(ERROR) / (sharpe - benchmark);
    return Metric.ifFinite(1 + bracket * errors * errors);
  }

  /**
   * The years in which the best of so many trials without skill is expected to show a Sharpe ratio
   * like this: the minimum backtest length of Bailey, Borwein, López de Prado and Zhu (2014),
   * "Pseudo-Mathematics and Financial Charlatanism".
   *
   * @param sharpe annualised
   */
  public static OptionalDouble minimumBacktestYears(int trials, double sharpe) {
    if (trials < 2 || !(sharpe > 0)) {
      return OptionalDouble.empty();
    }
    double root = Trials.expectedMaximumOfNormals(trials) / sharpe;
    return Metric.ifFinite(root * root);
  }

  /**
   * The annualised Sharpe ratio that the best of so many independent trials without skill is
   * expected to show over so many years; empty below two trials.
   */
  public static OptionalDouble bestUnskilledSharpe(int trials, double years) {
    return trials < 2
        ? OptionalDouble.empty()
        : Metric.ifFinite(Trials.expectedMaximumOfNormals(trials) / Math.sqrt(years));
  }
}
