package org.backtestrunner.orchestrator.harvest.metric;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The number of positions held after a bar, on average over the rows of the equity file. Undefined
 * without an orders and a positions file.
 */
final class AveragePositions implements Metric {

  @Override
  public String name() {
    return "avg_positions";
  }

  @Override
  public Unit unit() {
    return Unit.RATIO;
  }

  @Override
  public int precision() {
    return 2;
  }

  @Override
  public boolean needsOrders() {
    return true;
  }

  @Override
  public OptionalDouble of(Performance performance) {
    return performance
        .book()
        .flatMap(Book::positions)
        .map(
            counts ->
                OptionalDouble.of(
                    (double) IntStream.of(counts).asLongStream().sum() / counts.length))
        .orElse(OptionalDouble.empty());
  }
}
