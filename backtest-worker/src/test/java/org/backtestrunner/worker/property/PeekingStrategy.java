package org.backtestrunner.worker.property;

import java.util.Optional;
import org.backtestrunner.worker.factor.sources.Inputs;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.panel.SymbolHistory;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.strategy.DecisionRule;

/** Holds every symbol by a score that it cannot know yet. */
record PeekingStrategy(Score score) implements DecisionRule {

  /** The score of a symbol at its observation {@code t}, which is not its last one. */
  interface Score {
    double of(SymbolHistory history, int t);
  }

  @Override
  public String name() {
    return "peeking";
  }

  @Override
  public String description() {
    return "Looks ahead.";
  }

  @Override
  public Decisions prepare(RunParameters run, Inputs inputs, Warnings warnings) {
    Panel panel = inputs.panel();
    PriceHistories histories = (PriceHistories) panel.universe();
    return entry -> {
      double[] weights = new double[panel.size()];
      for (int s = 0; s < weights.length; s++) {
        SymbolHistory history = histories.history(panel.inUniverse(s));
        int t = history.observationAtOrBefore(entry);
        if (t >= 0 && t + 1 < history.size()) {
          weights[s] = score.of(history, t) / weights.length;
        }
      }
      return Optional.of(weights);
    };
  }
}
