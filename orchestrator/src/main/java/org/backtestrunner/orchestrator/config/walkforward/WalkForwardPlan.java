package org.backtestrunner.orchestrator.config.walkforward;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One walk-forward: in each of its folds the best of the candidates in sample is held out of
 * sample.
 *
 * @param id unique in the batch
 * @param inSample the length of the windows in which is chosen
 * @param outOfSample the length of those in which the choice is held, in bars where the other is
 * @param anchored whether all windows in sample begin at the start
 * @param purge how many bars before the first one out of sample decide nothing
 * @param minOrders how many fills a candidate needs in sample
 * @param forEach what the candidates have in common, by parameter or axis of cases
 * @param candidates indices of runs, ascending, at least two
 * @param startDate that of all candidates, if they have one
 * @param endDate that of all candidates, if they have one
 */
public record WalkForwardPlan(
    String id,
    WindowLength inSample,
    WindowLength outOfSample,
    boolean anchored,
    int purge,
    SelectionMetric select,
    int minOrders,
    Map<String, String> forEach,
    List<Integer> candidates,
    Optional<LocalDate> startDate,
    Optional<LocalDate> endDate) {

  /** With fewer bars in sample a choice says little. */
  public static final int FEWEST_BARS_IN_SAMPLE = 60;

  /** With fewer bars out of sample the result of a fold says little. */
  public static final int FEWEST_BARS_OUT_OF_SAMPLE = 20;

  public WalkForwardPlan {
    forEach = Collections.unmodifiableMap(new LinkedHashMap<>(forEach));
    candidates = List.copyOf(candidates);
  }

  /** How many folds the dates make; absent where bars or the data do. */
  public OptionalInt folds() {
    if (inSample.isInBars() || startDate.isEmpty() || endDate.isEmpty()) {
      return OptionalInt.empty();
    }
    LocalDate first = inSample.after(startDate.get(), 1);
    int folds = 0;
    while (!outOfSample.after(first, folds).isAfter(endDate.get())) {
      folds++;
    }
    return OptionalInt.of(folds);
  }
}
