package org.backtestrunner.orchestrator.walkforward;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;

/**
 * Who is chosen in each fold of a walk-forward, and how good that was. Candidates are counted from
 * 0.
 *
 * @param place of the walk-forward among those of the pass
 */
record Choosing(CandidatePass pass, int place, WalkForwardPlan plan) {

  /**
   * The best of the eligible ones; of equal ones that of before, else the first.
   *
   * @param window the fold; the one behind the last is the next choice
   * @param before the choice of the fold before; absent where there was none
   */
  OptionalInt best(int window, OptionalInt before) {
    OptionalInt best = OptionalInt.empty();
    for (int run = 0; run < pass.runs().size(); run++) {
      if (pass.slice(place, run, window).isEligible()) {
        double value = inSample(run, window);
        double least = best.isEmpty() ? 0 : inSample(best.getAsInt(), window);
        boolean isSame = best.isPresent() && value == least;
        if (best.isEmpty() || value > least || (isSame && before.equals(OptionalInt.of(run)))) {
          best = OptionalInt.of(run);
        }
      }
    }
    return best;
  }

  int eligible(int window) {
    int eligible = 0;
    for (int run = 0; run < pass.runs().size(); run++) {
      eligible += pass.slice(place, run, window).isEligible() ? 1 : 0;
    }
    return eligible;
  }

  private double inSample(int run, int window) {
    return Slice.compared(pass.slice(place, run, window).value(), plan.select());
  }

  private double outOfSample(int run, int window) {
    return Slice.compared(pass.slice(place, run, window).outValue(), plan.select());
  }

  /** The share of the others that were worse out of sample, and half of the equal ones. */
  OptionalDouble rank(int chosen, int window) {
    double own = outOfSample(chosen, window);
    int others = 0;
    double worse = 0;
    for (int run = 0; run < pass.runs().size(); run++) {
      double value = outOfSample(run, window);
      if (run != chosen && !Double.isNaN(value)) {
        others++;
        worse += value < own ? 1 : value == own ? 0.5 : 0;
      }
    }
    return Double.isNaN(own) || others == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(worse / others);
  }
}
