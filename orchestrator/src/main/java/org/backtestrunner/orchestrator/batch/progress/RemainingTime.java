package org.backtestrunner.orchestrator.batch.progress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How long the rest of a batch may take, judged by the runs that have ended: those that wait take
 * as long as the latest ones did; one that is under way takes as long as those did which took
 * longer than it has taken so far.
 */
final class RemainingTime {
  /** Runs of a plan get slower or faster along an axis. */
  private static final int LATEST = 50;

  /** How much longer a run may take that takes longer than every one before, as a share. */
  private static final double LONGEST_YET = 0.5;

  private final List<Double> seconds = new ArrayList<>();

  /** Notes how long a run took. */
  void ended(double runSeconds) {
    seconds.add(runSeconds);
  }

  /**
   * The estimate in seconds; empty as long as no run has ended.
   *
   * @param waiting how many runs have not begun
   * @param underWay for how many seconds each of the others is running
   * @param atOnce how many run at once, at least 1
   */
  Optional<Double> estimate(int waiting, Collection<Double> underWay, int atOnce) {
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    List<Double> latest = seconds.subList(Math.max(0, seconds.size() - LATEST), seconds.size());
    double work = waiting * mean(latest);
    double longest = 0;
    for (double soFar : underWay) {
      double rest = rest(soFar);
      work += rest;
      longest = Math.max(longest, rest);
    }
    return Optional.of(Math.max(longest, work / atOnce));
  }

  private double rest(double soFar) {
    List<Double> longer = seconds.stream().filter(each -> each > soFar).toList();
    return longer.isEmpty() ? soFar * LONGEST_YET : mean(longer) - soFar;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }
}
