package org.backtestrunner.worker.property;

import java.util.Optional;
import org.backtestrunner.worker.data.Panel;
import org.backtestrunner.worker.data.SymbolHistory;
import org.backtestrunner.worker.data.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.strategy.Strategy;

/** Holds every symbol by a score that it cannot know yet. */
record PeekingStrategy(Score score) implements Strategy {

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
  public Decisions prepare(RunParameters run, Panel panel, Warnings warnings) {
    return entry -> {
      double[] weights = new double[panel.size()];
      for (int s = 0; s < weights.length; s++) {
        int t = panel.history(s).observationAtOrBefore(entry);
        if (panel.isObserved(s, entry) && t + 1 < panel.history(s).size()) {
          weights[s] = score.of(panel.history(s), t) / weights.length;
        }
      }
      return Optional.of(weights);
    };
  }
}
