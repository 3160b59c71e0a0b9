package org.backtestrunner.orchestrator.walkforward;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.config.walkforward.WindowLength;

/**
 * The rows of one fold, counted from 0; each end is the row behind the last one.
 *
 * @param number of the fold, from 0
 * @param lacksHistory whether data begin so late that the window in sample is no full one
 * @param inTo without the rows that are purged; equal to {@code inFrom} where none is left
 * @param outFrom the first row at or after the beginning out of sample, be it there or not
 */
record Window(int number, boolean lacksHistory, int inFrom, int inTo, int outFrom, int outTo) {
  private static final int MOST_DAYS_LATE = 7;

  int inBars() {
    return inTo - inFrom;
  }

  int outBars() {
    return outTo - outFrom;
  }

  /**
   * All folds of a walk-forward that have a bar out of sample, or lack history.
   *
   * @param days of the bars, counted from 1970-01-01
   */
  static List<Window> folds(WalkForwardPlan plan, int[] days) {
    return plan.inSample().isInBars() ? ofBars(plan, days.length) : ofDates(plan, days);
  }

  private static List<Window> ofBars(WalkForwardPlan plan, int rows) {
    List<Window> folds = new ArrayList<>();
    long in = plan.inSample().count();
    long out = plan.outOfSample().count();
    for (int k = 0; in + k * out < rows; k++) {
      int outFrom = (int) (in + k * out);
      int inFrom = plan.anchored() ? 0 : (int) (k * out);
      int inTo = Math.max(inFrom, outFrom - plan.purge());
      folds.add(new Window(k, false, inFrom, inTo, outFrom, (int) Math.min(rows, outFrom + out)));
    }
    return folds;
  }

  private static List<Window> ofDates(WalkForwardPlan plan, int[] days) {
    List<Window> folds = new ArrayList<>();
    LocalDate start = start(plan, days);
    LocalDate end = end(plan, days);
    WindowLength step = plan.outOfSample();
    LocalDate firstOut = plan.inSample().after(start, 1);
    for (int k = 0; !step.after(firstOut, k).isAfter(end); k++) {
      LocalDate inStart = step.after(start, k);
      int outFrom = row(days, step.after(firstOut, k));
      int outTo = row(days, earlier(step.after(firstOut, k + 1), end.plusDays(1)));
      int inFrom = row(days, plan.anchored() ? start : inStart);
      int inTo = Math.max(inFrom, outFrom - plan.purge());
      boolean lacksHistory = days[0] - inStart.toEpochDay() > MOST_DAYS_LATE;
      if (outFrom < outTo || lacksHistory) {
        folds.add(new Window(k, lacksHistory, inFrom, inTo, outFrom, outTo));
      }
    }
    return folds;
  }

  /** The last window in sample, after which nothing is known yet. */
  static Window next(WalkForwardPlan plan, int[] days) {
    int from;
    if (plan.inSample().isInBars()) {
      from = plan.anchored() ? 0 : Math.max(0, days.length - plan.inSample().count());
    } else {
      LocalDate behind = end(plan, days).plusDays(1);
      from = row(days, plan.anchored() ? start(plan, days) : plan.inSample().before(behind));
    }
    return new Window(-1, false, from, days.length, days.length, days.length);
  }

  private static LocalDate start(WalkForwardPlan plan, int[] days) {
    return plan.startDate().orElseGet(() -> LocalDate.ofEpochDay(days[0]));
  }

  private static LocalDate end(WalkForwardPlan plan, int[] days) {
    return plan.endDate().orElseGet(() -> LocalDate.ofEpochDay(days[days.length - 1]));
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /** The first row at or after a date. */
  private static int row(int[] days, LocalDate date) {
    int from = 0;
    int to = days.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (days[middle] < date.toEpochDay()) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
