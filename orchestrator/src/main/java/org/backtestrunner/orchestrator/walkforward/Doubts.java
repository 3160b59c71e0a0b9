package org.backtestrunner.orchestrator.walkforward;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPlan;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.walkforward.WalkForwardWarning.Kind;

/** Collects the warnings of a walk-forward, in the order of their kinds. */
record Doubts(List<WalkForwardWarning> all) {
  private static final int FEWEST_IN = WalkForwardPlan.FEWEST_BARS_IN_SAMPLE;
  private static final int FEWEST_OUT = WalkForwardPlan.FEWEST_BARS_OUT_OF_SAMPLE;
  private static final int MOST_NAMED = 5;

  Doubts {
    all = List.copyOf(all);
  }

  /** What is to be said of candidates without a result. */
  static Doubts of(List<RunResult> candidates) {
    List<String> failed = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (RunResult candidate : candidates) {
      candidate
          .failure()
          .ifPresent(
              failure ->
                  (failure.cause() == Cause.NOT_SELECTED ? left : failed)
                      .add(candidate.plan().id()));
    }
    List<WalkForwardWarning> all = new ArrayList<>();
    if (!failed.isEmpty()) {
      all.add(
          new WalkForwardWarning(
              Kind.CANDIDATES_FAILED,
              "%d of %d candidates did not succeed and could not be chosen: %s; with them, choices may be others"
                  .formatted(failed.size(), candidates.size(), list(failed))));
    }
    if (!left.isEmpty()) {
      all.add(
          new WalkForwardWarning(
              Kind.NOT_SELECTED,
              "%d of %d candidates were not selected and could not be chosen: %s"
                  .formatted(left.size(), candidates.size(), list(left))));
    }
    return new Doubts(all);
  }

  private static String list(List<String> names) {
    String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMED
        ? first
        : first + " and " + (names.size() - MOST_NAMED) + " more";
  }

  private Doubts with(Kind kind, String text) {
    List<WalkForwardWarning> more = new ArrayList<>(all);
    more.add(new WalkForwardWarning(kind, text));
    return new Doubts(more);
  }

  Doubts withDifferentBars(String text) {
    return with(Kind.DIFFERENT_BARS, text);
  }

  /**
   * @param lacksExposure whether a switch was reckoned without knowing the book
   */
  Doubts withFolds(List<Fold> folds, boolean lacksExposure) {
    Doubts doubts = this;
    if (folds.stream().noneMatch(Fold::isTraded)) {
      doubts = doubts.with(Kind.NO_CHOICE, "no candidate could be chosen in any fold");
    }
    List<String> few =
        folds.stream()
            .filter(Doubts::hasFewRows)
            .map(fold -> Integer.toString(fold.number().orElseThrow()))
            .toList();
    if (!few.isEmpty()) {
      doubts =
          doubts.with(
              Kind.FEW_ROWS,
              "%d of %d folds have fewer than %d bars in sample or %d out of sample: %s"
                  .formatted(few.size(), folds.size(), FEWEST_IN, FEWEST_OUT, list(few)));
    }
    return lacksExposure
        ? doubts.with(
            Kind.NO_EXPOSURE,
            "an equity file lacks long_value or short_value: switching is reckoned as if all of"
                + " the account were invested")
        : doubts;
  }

  private static boolean hasFewRows(Fold fold) {
    Optional<Integer> out = fold.out().map(Fold.Span::bars);
    return fold.status() != Fold.Status.NO_HISTORY
        && (fold.in().bars() < FEWEST_IN || out.orElse(FEWEST_OUT) < FEWEST_OUT);
  }
}
