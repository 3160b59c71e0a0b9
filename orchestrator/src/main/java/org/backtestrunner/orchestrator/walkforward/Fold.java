package org.backtestrunner.orchestrator.walkforward;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * One fold of a walk-forward.
 *
 * @param number from 0; absent of the choice after the last fold
 * @param in the window in sample, without what is purged
 * @param out the window out of sample; absent of the choice after the last fold
 * @param eligible how many candidates could be chosen; absent where nobody has looked
 * @param chosen the run; absent where none could be
 * @param choice what the chosen run was in sample; absent with it
 * @param result what the stitched curve is out of sample; absent where there is none
 */
public record Fold(
    OptionalInt number,
    Status status,
    Span in,
    Optional<Span> out,
    OptionalInt eligible,
    Optional<RunPlan> chosen,
    Optional<Choice> choice,
    Optional<Result> result) {

  /** What became of a fold. */
  public enum Status {
    TRADED,
    /** No candidate could be chosen; the account is in cash. */
    NO_CANDIDATE,
    /** Data begin too late for a full window in sample. */
    NO_HISTORY,
    /** Not a fold: what would be traded now. */
    NEXT;

    /** Its name in files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Bars next to each other.
   *
   * @param first the date of the first one; absent of none
   * @param last the date of the last one; absent of none
   */
  public record Span(Optional<LocalDate> first, Optional<LocalDate> last, int bars) {

    /** The rows of a window, the last one before {@code to}. */
    static Span of(int[] days, int from, int to) {
      return from < to
          ? new Span(
              Optional.of(LocalDate.ofEpochDay(days[from])),
              Optional.of(LocalDate.ofEpochDay(days[to - 1])),
              to - from)
          : new Span(Optional.empty(), Optional.empty(), 0);
    }
  }

  /**
   * A choice in sample.
   *
   * @param value of the metric by which is chosen
   */
  public record Choice(double value, OptionalDouble sharpe, OptionalDouble totalReturn) {}

  /**
   * A fold of the stitched curve, from the bar before it on, switching included.
   *
   * @param rank the share of the other candidates that were worse out of sample, and half of the
   *     equal ones; without costs of switching
   * @param switchCost a fraction of the account, at the first bar
   */
  public record Result(
      OptionalDouble sharpe,
      OptionalDouble totalReturn,
      OptionalDouble maxDrawdownPercent,
      OptionalDouble rank,
      double switchCost) {}

  public boolean isTraded() {
    return status == Status.TRADED;
  }
}
