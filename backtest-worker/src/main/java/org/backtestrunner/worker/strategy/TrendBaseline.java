package org.backtestrunner.worker.strategy;

import java.util.Optional;
import org.backtestrunner.worker.data.Panel;
import org.backtestrunner.worker.data.SymbolHistory;
import org.backtestrunner.worker.data.Warnings;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.RunParameters;

/** Holds, in equal parts, the symbols whose fast exponential average is above the slow one. */
final class TrendBaseline implements Strategy {

  @Override
  public String name() {
    return Parameters.TREND_BASELINE;
  }

  @Override
  public String description() {
    return "Long, in equal weights, where the fast exponential average is above the slow one.";
  }

  @Override
  public Decisions prepare(RunParameters run, Panel panel, Warnings warnings) {
    boolean[][] rising = new boolean[panel.size()][];
    for (int s = 0; s < rising.length; s++) {
      rising[s] = rising(panel.history(s), run.emaFast(), run.emaSlow());
    }
    return new Crossing(
        panel,
        new RebalanceSchedule(panel, run.rebalanceFrequency()),
        rising,
        run.emaSlow(),
        run.maxGrossExposure());
  }

  /** Whether the fast average is above the slow one, at each observation. */
  private static boolean[] rising(SymbolHistory history, long fastSpan, long slowSpan) {
    double fastAlpha = 2.0 / (fastSpan + 1);
    double slowAlpha = 2.0 / (slowSpan + 1);
    boolean[] rising = new boolean[history.size()];
    double fast = history.close(0);
    double slow = fast;
    for (int t = 1; t < rising.length; t++) {
      double close = history.close(t);
      fast += fastAlpha * (close - fast);
      slow += slowAlpha * (close - slow);
      rising[t] = fast > slow;
    }
    return rising;
  }

  private record Crossing(
      Panel panel,
      RebalanceSchedule schedule,
      boolean[][] rising,
      long minimumObservations,
      double grossExposure)
      implements Decisions {

    @Override
    public Optional<double[]> at(int entry) {
      if (!schedule.isDecision(entry)) {
        return Optional.empty();
      }
      double[] weights = new double[panel.size()];
      int held = 0;
      for (int s = 0; s < weights.length; s++) {
        int t = panel.history(s).observationAtOrBefore(entry);
        if (panel.isObserved(s, entry) && t + 1 >= minimumObservations && rising[s][t]) {
          weights[s] = 1;
          held++;
        }
      }
      for (int s = 0; s < weights.length; s++) {
        weights[s] = weights[s] == 0 ? 0 : grossExposure / held;
      }
      return Optional.of(weights);
    }
  }
}
