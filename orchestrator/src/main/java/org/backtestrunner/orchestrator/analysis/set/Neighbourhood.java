package org.backtestrunner.orchestrator.analysis.set;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A point of a grid among those that are one step away from it.
 *
 * @param middle the point's own run
 * @param steps in the order of the axes, lower before higher
 */
public record Neighbourhood(AnalysedRun middle, List<Step> steps) {
  private static final int FEWEST = 2;

  public Neighbourhood {
    steps = List.copyOf(steps);
  }

  /**
   * One step on one axis to a point with a curve.
   *
   * @param from place of the middle on the axis
   * @param to place of the neighbour
   * @param run that of the neighbour
   */
  public record Step(Axis axis, int from, int to, AnalysedRun run) {}

  /** Whether there are enough neighbours to say something. */
  public boolean isTelling() {
    return steps.size() >= FEWEST;
  }

  /** Mean Sharpe ratio of the neighbours; empty without one. */
  public OptionalDouble mean() {
    return steps.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum() / steps.size());
  }

  /** Mean Sharpe ratio of the middle and at least two neighbours. */
  public OptionalDouble smooth() {
    return isTelling()
        ? OptionalDouble.of((middle.sharpe() + sum()) / (1 + steps.size()))
        : OptionalDouble.empty();
  }

  private double sum() {
    double sum = 0;
    for (Step step : steps) {
      sum += step.run().sharpe();
    }
    return sum;
  }
}
