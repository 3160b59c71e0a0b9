package org.backtestrunner.orchestrator.report.page.curve;

import java.util.stream.IntStream;

/** Which of n values a chart shows: all, or the first and the last one of each of 500 buckets. */
final class Sampling {
  private static final int POINTS = 500;

  private Sampling() {}

  /** Ascending, from 0 to n - 1. */
  static int[] indices(int n) {
    return n <= POINTS
        ? IntStream.range(0, n).toArray()
        : IntStream.concat(
                IntStream.of(0),
                IntStream.rangeClosed(1, POINTS).map(i -> (int) ((long) i * n / POINTS) - 1))
            .distinct()
            .toArray();
  }
}
