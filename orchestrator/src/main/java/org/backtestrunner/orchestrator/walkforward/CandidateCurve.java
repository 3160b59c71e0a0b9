package org.backtestrunner.orchestrator.walkforward;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.harvest.metric.Performance;
import org.backtestrunner.orchestrator.harvest.output.EquityCurve;
import org.backtestrunner.orchestrator.plan.RunPlan;

/** The equity of a run, seen through windows. */
final class CandidateCurve {
  private final RunPlan plan;
  private final double[] equity;

  /** Behind the first row without equity; the number of rows where there is none. */
  private final int usedUp;

  private CandidateCurve(RunPlan plan, double[] equity) {
    this.plan = plan;
    this.equity = equity;
    int row = 0;
    while (row < equity.length && equity[row] > 0) {
      row++;
    }
    this.usedUp = Math.min(equity.length, row + 1);
  }

  static CandidateCurve of(RunPlan plan, EquityCurve curve) {
    return new CandidateCurve(plan, curve.equity());
  }

  /**
   * The curve of the rows, with that before them, from which the first return starts; before the
   * first row that is the start capital.
   */
  Performance window(int from, int to) {
    return from == 0
        ? performance(Arrays.copyOf(equity, to), plan.startCapital())
        : performance(Arrays.copyOfRange(equity, from - 1, to), OptionalDouble.empty());
  }

  private Performance performance(double[] values, OptionalDouble startCapital) {
    return Performance.of(values, startCapital, plan.barsPerYear(), Optional.empty());
  }

  /** Whether there is equity in all rows, and in that before them. */
  boolean isAbove0(int from, int to) {
    for (int row = Math.max(0, from - 1); row < to; row++) {
      if (equity[row] <= 0) {
        return false;
      }
    }
    return true;
  }

  /** The return of each row; 0 where it has none. */
  double[] returns() {
    double[] returns = new double[equity.length];
    double[] first = window(0, 1).returns();
    returns[0] = first.length == 0 ? 0 : first[0];
    for (int row = 1; row < usedUp; row++) {
      returns[row] = equity[row] / equity[row - 1] - 1;
    }
    return returns;
  }
}
