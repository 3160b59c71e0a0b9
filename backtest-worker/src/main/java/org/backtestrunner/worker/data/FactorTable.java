package org.backtestrunner.worker.data;

import java.util.List;

/**
 * What was read from a factor file.
 *
 * @param series one a symbol of the run's panel
 * @param coverage one a column that was read
 */
public record FactorTable(List<FactorSeries> series, List<FactorCoverage> coverage) {
  public FactorTable {
    series = List.copyOf(series);
    coverage = List.copyOf(coverage);
  }
}
