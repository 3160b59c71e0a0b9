package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;

/**
 * Long plus short market value over equity, on average over the rows of the equity file; 0 where
 * nothing is left. Undefined without these columns.
 */
final class AverageGrossExposure implements Metric {

  @Override
  public String name() {
    return "avg_gross_exposure";
  }

  @Override
  public Unit unit() {
    return Unit.RATIO;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return performance
        .book()
        .flatMap(book -> book.averageExposure(-1))
        .map(Metric::ifFinite)
        .orElse(OptionalDouble.empty());
  }
}
