package org.backtestrunner.orchestrator.analysis.set;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The metrics by which a best run is named, each with its direction. */
public enum RankedMetric {
  SHARPE(true),
  DEFLATED_SHARPE(true),
  SORTINO(true),
  CALMAR(true),
  CAGR(true),
  TOTAL_RETURN(true),
  FINAL_EQUITY(true),
  MAX_DD(true),
  MAX_DD_PCT(true),
  INFORMATION_RATIO(true),
  VOLATILITY(false),
  TURNOVER(false);

  private final boolean largerIsBetter;

  RankedMetric(boolean largerIsBetter) {
    this.largerIsBetter = largerIsBetter;
  }

  /** Its name in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean isBetter(double value, double other) {
    return largerIsBetter ? value > other : value < other;
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
