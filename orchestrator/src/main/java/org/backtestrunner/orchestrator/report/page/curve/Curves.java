package org.backtestrunner.orchestrator.report.page.curve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The curves of a page.
 *
 * @param dates that are shown, counted from 1970-01-01, ascending
 * @param samples of the kept runs at these dates, by index of the run
 * @param sheets of the same runs
 * @param bands over all runs that could be chosen; empty where they are too few
 */
public record Curves(
    int[] dates,
    Map<Integer, CurveSample> samples,
    Map<Integer, RunSheet> sheets,
    Optional<Bands> bands) {

  public Curves {
    samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
    sheets = Collections.unmodifiableMap(new LinkedHashMap<>(sheets));
  }

  /**
   * Another curve at the shown dates.
   *
   * @param days of its values, counted from 1970-01-01, ascending
   */
  public CurveSample sample(int[] days, double[] equity) {
    return new SharedDates(dates).sample(DailyEquity.of(days, equity));
  }
}
