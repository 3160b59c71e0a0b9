package org.backtestrunner.orchestrator.analysis.set;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;

/** The metrics by which a best run is named. */
public enum RankedMetric {
  SHARPE,
  DEFLATED_SHARPE,
  SORTINO,
  CALMAR,
  CAGR,
  TOTAL_RETURN,
  FINAL_EQUITY,
  MAX_DD,
  MAX_DD_PCT,
  INFORMATION_RATIO,
  VOLATILITY,
  TURNOVER;

  /** Its name in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean isBetter(double value, double other) {
    return Metrics.isSmallerBetter(label()) ? value < other : value > other;
  }

  /** The best of the runs that have the metric, the first of equal ones. */
  public Optional<AnalysedRun> best(List<AnalysedRun> runs) {
    Optional<AnalysedRun> best = Optional.empty();
    for (AnalysedRun run : runs) {
      if (run.metric(label()).isPresent()
          && (best.isEmpty() || isBetter(value(run), value(best.get())))) {
        best = Optional.of(run);
      }
    }
    return best;
  }

  private double value(AnalysedRun run) {
    return run.metric(label()).getAsDouble();
  }
}
