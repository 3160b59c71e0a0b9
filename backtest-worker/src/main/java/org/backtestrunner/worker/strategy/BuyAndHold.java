package org.backtestrunner.worker.strategy;

import java.util.Optional;
import org.backtestrunner.worker.factor.sources.Inputs;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.RunParameters;

/** Buys every symbol current at the first possible bar, in equal parts, and never trades again. */
final class BuyAndHold implements DecisionRule {

  @Override
  public String name() {
    return Parameters.BUY_AND_HOLD;
  }

  @Override
  public String description() {
    return "Equal weights at the first bar, never changed.";
  }

  @Override
  public Decisions prepare(RunParameters run, Inputs inputs, Warnings warnings) {
    return new FirstBar(
        inputs.panel(), run.number("max_gross_exposure"), run.integer("max_signal_age_days"));
  }

  private static final class FirstBar implements Decisions {
    private final Panel panel;
    private final double grossExposure;
    private final long maximumSignalAgeDays;
    private boolean decided;

    FirstBar(Panel panel, double grossExposure, long maximumSignalAgeDays) {
      this.panel = panel;
      this.grossExposure = grossExposure;
      this.maximumSignalAgeDays = maximumSignalAgeDays;
    }

    @Override
    public Optional<double[]> at(int bar) {
      if (decided) {
        return Optional.empty();
      }
      double[] weights = new double[panel.size()];
      int current = 0;
      for (int s = 0; s < weights.length; s++) {
        if (panel.isCurrent(s, bar, maximumSignalAgeDays)) {
          weights[s] = 1;
          current++;
        }
      }
      if (current == 0) {
        return Optional.empty();
      }
      decided = true;
      double weight = grossExposure / current;
      for (int s = 0; s < weights.length; s++) {
        weights[s] *= weight;
      }
      return Optional.of(weights);
    }
  }
}
