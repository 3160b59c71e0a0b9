package org.backtestrunner.orchestrator.walkforward;

import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.output.BarStamps;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * The account of somebody who holds the choice of each fold. Its arrays are no copies: who holds
 * them writes to none.
 *
 * @param bars those of the candidates
 * @param days their UTC dates, counted from 1970-01-01
 * @param first the row of the candidates that is the first one here
 * @param values start capital, and equity after each row
 * @param parts the folds, one after the other, without gaps
 */
public record StitchedCurve(
    BarStamps bars, int[] days, int first, double[] values, List<Part> parts) {

  public StitchedCurve {
    parts = List.copyOf(parts);
  }

  /**
   * The rows of one fold.
   *
   * @param from row of the candidates
   * @param to the row behind the last one
   * @param chosen absent where the account is in cash
   * @param switchCost a fraction of the account, at the first row
   */
  public record Part(int fold, int from, int to, Optional<RunPlan> chosen, double switchCost) {}

  /** After a row of the candidates, or the start capital before the first one. */
  public double at(int row) {
    return values[row - first + 1];
  }

  /** The return of a row, switching included. */
  public double returnAt(int row) {
    return at(row - 1) > 0 ? at(row) / at(row - 1) - 1 : 0;
  }
}
