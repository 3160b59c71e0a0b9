package org.backtestrunner.orchestrator.analysis.set;

import org.backtestrunner.orchestrator.harvest.output.Fingerprint;

/**
 * What runs must have in common for their returns to be compared day by day.
 *
 * @param dates how many there are
 * @param fingerprint of the dates
 */
public record CurveCalendar(
    String freq, double barsPerYear, double barsPerDay, int dates, Fingerprint fingerprint) {

  /** T, the number of daily returns. */
  public int returns() {
    return dates - 1;
  }

  public double daysPerYear() {
    return barsPerYear / barsPerDay;
  }

  public double years() {
    return returns() / daysPerYear();
  }
}
