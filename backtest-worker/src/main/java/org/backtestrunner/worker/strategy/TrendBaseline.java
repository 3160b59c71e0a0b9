package org.backtestrunner.worker.strategy;

import java.util.Optional;
import org.backtestrunner.worker.factor.sources.Inputs;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.RunParameters;

/** Holds, in equal parts, the symbols whose fast exponential average is above the slow one. */
final class TrendBaseline implements DecisionRule {

  @Override
  public String name() {
    return Parameters.TREND_BASELINE;
  }

  @Override
  public String description() {
    return "Long, in equal weights, where the fast exponential average is above the slow one.";
  }

  @Override
  public Decisions prepare(RunParameters run, Inputs inputs, Warnings warnings) {
    return new Crossing(run, inputs.panel());
  }

  /** The averages of all symbols, moved from bar to bar. */
  private static final class Crossing implements Decisions {
    private final Panel panel;
    private final RebalanceSchedule schedule;
    private final double grossExposure;
    private final long maximumSignalAgeDays;
    private final long minimumObservations;
    private final double fastAlpha;
    private final double slowAlpha;
    private final double[] close;
    private final double[] fast;
    private final double[] slow;
    private final int[] observations;
    private int next;

    Crossing(RunParameters run, Panel panel) {
      this.panel = panel;
      this.schedule = RebalanceSchedule.of(run, panel);
      this.grossExposure = run.number("max_gross_exposure");
      this.maximumSignalAgeDays = run.integer("max_signal_age_days");
      this.minimumObservations = run.integer("ema_slow");
      this.fastAlpha = 2.0 / (run.integer("ema_fast") + 1);
      this.slowAlpha = 2.0 / (run.integer("ema_slow") + 1);
      this.close = new double[panel.size()];
      this.fast = new double[panel.size()];
      this.slow = new double[panel.size()];
      this.observations = new int[panel.size()];
    }

    @Override
    public Optional<double[]> at(int bar) {
      while (next <= bar) {
        takeUp(next++);
      }
      if (!schedule.isDecision(bar)) {
        return Optional.empty();
      }
      double[] weights = new double[close.length];
      int held = 0;
      for (int s = 0; s < weights.length; s++) {
        if (panel.isCurrent(s, bar, maximumSignalAgeDays)
            && observations[s] >= minimumObservations
            && fast[s] > slow[s]) {
          weights[s] = 1;
          held++;
        }
      }
      for (int s = 0; s < weights.length; s++) {
        weights[s] = weights[s] == 0 ? 0 : grossExposure / held;
      }
      return Optional.of(weights);
    }

    private void takeUp(int bar) {
      panel.readLastCloses(bar, close);
      for (int s = 0; s < close.length; s++) {
        if (!panel.isObserved(s, bar)) {
          continue;
        }
        double price = close[s];
        if (observations[s]++ == 0) {
          fast[s] = price;
          slow[s] = price;
        } else {
          fast[s] += fastAlpha * (price - fast[s]);
          slow[s] += slowAlpha * (price - slow[s]);
        }
      }
    }
  }
}
